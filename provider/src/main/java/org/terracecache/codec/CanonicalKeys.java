package org.terracecache.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which keys have a canonical form, and what it is: a key that is equal, of the manager's classes, with immutable
 * containers. Safe for use by many threads.
 */
final class CanonicalKeys {
    /** What has no canonical form. */
    static final Object NONE = new Object();

    /** Containers and records may be nested so deep. */
    static final int MAXIMUM_DEPTH = 32;

    /** What a class is, for a key. */
    enum Sort {
        LEAF,
        ENUM,
        RECORD,
        LIST,
        SET,
        MAP,
        OTHER;

        boolean isContainer() {
            return this == LIST || this == SET || this == MAP;
        }
    }

    private static final List<Sort> SORTS = List.of(Sort.values());

    private final ManagerClasses classes;
    private final ClassFilter filter;

    /** Numbers instead of sorts: a value of Terrace's own would keep it alive as long as the JDK's classes. */
    private final ClassValue<Integer> sorts = new ClassValue<>() {
        @Override
        protected Integer computeValue(Class<?> type) {
            return SORTS.indexOf(classify(type));
        }
    };

    CanonicalKeys(ManagerClasses classes, ClassFilter filter) {
        this.classes = classes;
        this.filter = filter;
    }

    Sort sort(Class<?> type) {
        return SORTS.get(sorts.get(type));
    }

    /** The canonical form of a key, {@link #NONE} if there is none. */
    Object of(Object key) {
        return of(key, 0);
    }

    private Object of(Object key, int depth) {
        if (depth > MAXIMUM_DEPTH) {
            return NONE;
        }
        return switch (sort(key.getClass())) {
            case LEAF -> key;
            case ENUM -> ofEnum((Enum<?>) key);
            case RECORD -> ofRecord(key, depth);
            case LIST ->
                ofElements((List<?>) key, new ArrayList<>(), depth) instanceof List<@Nullable Object> list
                        ? Containers.list(list)
                        : NONE;
            case SET ->
                ofElements((Set<?>) key, new LinkedHashSet<>(), depth) instanceof Set<@Nullable Object> set
                        ? Containers.set(set)
                        : NONE;
            case MAP -> ofMap((Map<?, ?>) key, depth);
            case OTHER -> NONE;
        };
    }

    private @Nullable Collection<@Nullable Object> ofElements(
            Collection<?> elements, Collection<@Nullable Object> forms, int depth) {
        for (@Nullable Object element : elements) {
            @Nullable Object form = ofNullable(element, depth + 1);
            if (form == NONE) {
                return null;
            }
            forms.add(form);
        }
        return forms;
    }

    private Object ofMap(Map<?, ?> entries, int depth) {
        Map<@Nullable Object, @Nullable Object> forms = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            @Nullable Object key = ofNullable(entry.getKey(), depth + 1);
            @Nullable Object value = ofNullable(entry.getValue(), depth + 1);
            if (key == NONE || value == NONE) {
                return NONE;
            }
            forms.put(key, value);
        }
        return Containers.map(forms);
    }

    private @Nullable Object ofNullable(@Nullable Object part, int depth) {
        return part == null ? null : of(part, depth);
    }

    private Object ofEnum(Enum<?> constant) {
        Class<?> type = own(constant.getDeclaringClass());
        if (type == null) {
            return NONE;
        }
        return type == constant.getDeclaringClass() ? constant : constantOf(type, constant.name());
    }

    /** The constant of this name, {@link #NONE} if there is none. */
    static Object constantOf(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        return NONE;
    }

    private Object ofRecord(Object key, int depth) {
        Class<?> type = own(key.getClass());
        if (type == null || !RecordForm.suits(type)) {
            return NONE;
        }
        @Nullable Object[] components = RecordForm.of(key.getClass()).components(key);
        boolean same = type == key.getClass();
        for (int i = 0; i < components.length; i++) {
            @Nullable Object form = ofNullable(components[i], depth + 1);
            if (form == NONE) {
                return NONE;
            }
            same &= form == components[i];
            components[i] = form;
        }
        return same ? key : record(RecordForm.of(type), components);
    }

    /** A record of canonical components, {@link #NONE} if they do not fit. */
    static Object record(RecordForm form, @Nullable Object[] components) {
        Class<?>[] types = form.types();
        if (types.length != components.length) {
            return NONE;
        }
        for (int i = 0; i < types.length; i++) {
            @Nullable Object component = components[i];
            if (component != null && !types[i].isPrimitive()) {
                if (!Containers.fits(component, types[i])) {
                    return NONE;
                }
                components[i] = Containers.as(types[i], component);
            }
        }
        return form.make(components);
    }

    /** The manager's class of this name, null if there is none. */
    private @Nullable Class<?> own(Class<?> type) {
        filter.note(type.getName());
        if (classes.owns(type)) {
            return type;
        }
        try {
            Class<?> own = classes.find(type.getName());
            return own.isEnum() == type.isEnum() && own.isRecord() == type.isRecord() ? own : null;
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static Sort classify(Class<?> type) {
        if (Leaf.of(type) != null) {
            return Sort.LEAF;
        }
        if (Enum.class.isAssignableFrom(type)) {
            // A name of several words would not tell class and constant apart.
            return type.getName().indexOf(':') < 0 ? Sort.ENUM : Sort.OTHER;
        }
        if (type.isRecord()) {
            return RecordForm.suits(type) ? Sort.RECORD : Sort.OTHER;
        }
        if (!Containers.keepContract(type)) {
            return Sort.OTHER;
        }
        if (List.class.isAssignableFrom(type)) {
            return Sort.LIST;
        }
        if (Set.class.isAssignableFrom(type)) {
            return Sort.SET;
        }
        return Map.class.isAssignableFrom(type) ? Sort.MAP : Sort.OTHER;
    }
}
