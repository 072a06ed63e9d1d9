package org.terracecache.codec;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A text that tells object graphs apart: classes, values, orders, and which references go to the same object. Also gathers
 * the mutable objects that a graph consists of.
 */
final class Picture {
    private final StringBuilder text = new StringBuilder();
    private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();

    private Picture() {}

    static String of(Object root) {
        Picture picture = new Picture();
        picture.draw(root);
        return picture.text.toString();
    }

    /** The objects of a graph that are not immutable, by identity. */
    static Set<Object> mutables(Object root) {
        Picture picture = new Picture();
        picture.draw(root);
        Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
        all.addAll(picture.numbers.keySet());
        return all;
    }

    private void draw(Object object) {
        if (object == null) {
            text.append("null");
            return;
        }
        Class<?> type = object.getClass();
        if (ImmutableTypes.STANDARD.areShared(type) || object instanceof Comparator) {
            text.append(object instanceof Comparator ? type.getName() : object).append(' ');
            return;
        }
        Integer number = numbers.putIfAbsent(object, numbers.size());
        text.append('#').append(number != null ? number : numbers.size() - 1);
        if (number == null) {
            text.append(type.getName()).append('(');
            drawContent(object, type);
            text.append(')');
        }
    }

    private void drawContent(Object object, Class<?> type) {
        if (type.isArray()) {
            for (int i = 0; i < Array.getLength(object); i++) {
                draw(Array.get(object, i));
            }
        } else if (object instanceof Map<?, ?> map) {
            drawMap(map, type);
        } else if (object instanceof Collection<?> collection) {
            boolean ordered = type != HashSet.class && !type.getName().contains("ImmutableCollections$Set");
            // An array, since a deque that serialization left with null in it refuses to be walked.
            (ordered ? Arrays.asList(collection.toArray()) : sorted(collection)).forEach(this::draw);
        } else if (object instanceof AtomicReference<?> reference) {
            draw(reference.get());
        } else if (object instanceof Optional<?> optional) {
            draw(optional.orElse(null));
        } else if (type.getClassLoader() == null || type.getName().startsWith("java.")) {
            // What serialization leaves in place of an immutable list that contains itself has no content to show.
            text.append(type.getName().equals("java.util.CollSer") ? "" : object);
        } else {
            drawFields(object, type);
        }
    }

    private void drawMap(Map<?, ?> map, Class<?> type) {
        boolean ordered = type != HashMap.class
                && type != ConcurrentHashMap.class
                && !type.getName().contains("ImmutableCollections$Map");
        if (ordered) {
            map.forEach(this::drawEntry);
        } else {
            sorted(map.keySet()).forEach(key -> drawEntry(key, map.get(key)));
        }
    }

    private void drawEntry(Object key, Object value) {
        draw(key);
        text.append('=');
        draw(value);
    }

    private static List<Object> sorted(Collection<?> elements) {
        Object[] all = elements.toArray();
        Arrays.sort(all, Comparator.comparing(Picture::of));
        return Arrays.asList(all);
    }

    private void drawFields(Object object, Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    try {
                        field.setAccessible(true);
                        text.append(field.getName()).append(':');
                        draw(field.get(object));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }
}
