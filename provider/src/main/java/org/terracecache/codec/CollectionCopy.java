package org.terracecache.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Copies the JDK's mutable collections, keeping orders and comparators. */
@SuppressWarnings("JdkObsolete") // Users have what they have.
final class CollectionCopy {
    private CollectionCopy() {}

    /** Clones a collection, so that order, load factor and the like stay; its elements are replaced afterwards. */
    static Object cloneOf(Object source) {
        if (source instanceof ArrayList<?> list) {
            return list.clone();
        }
        if (source instanceof HashMap<?, ?> map) {
            return map.clone();
        }
        if (source instanceof HashSet<?> set) {
            return set.clone();
        }
        if (source instanceof LinkedList<?> list) {
            return list.clone();
        }
        if (source instanceof CopyOnWriteArrayList<?> list) {
            return list.clone();
        }
        if (source instanceof EnumMap<?, ?> map) {
            return map.clone();
        }
        throw new AssertionError("not cloneable: " + source.getClass());
    }

    static Object emptyReference() {
        return new AtomicReference<Object>();
    }

    static void fillReference(Object source, Object copy, Graph graph) {
        CollectionCopy.<AtomicReference<@Nullable Object>>as(copy)
                .set(graph.apply(((AtomicReference<?>) source).get()));
    }

    static Object emptyArraysAsList(Object source) {
        return Arrays.asList(((List<?>) source).toArray());
    }

    static void replaceElements(Object source, Object copy, Graph graph) {
        CollectionCopy.<List<Object>>as(copy).replaceAll(graph);
    }

    static Object emptyDeque() {
        return new ArrayDeque<Object>();
    }

    static void addElements(Object source, Object copy, Graph graph) {
        Collection<@Nullable Object> target = as(copy);
        for (Object element : (Collection<?>) source) {
            target.add(graph.apply(element));
        }
    }

    static Object emptyPriorityQueue(Object source, Graph graph) {
        return new PriorityQueue<Object>(comparator(graph.apply(((PriorityQueue<?>) source).comparator())));
    }

    static Object emptySortedSet(Object source, Graph graph) {
        return new TreeSet<Object>(comparator(graph.apply(((SortedSet<?>) source).comparator())));
    }

    static Object emptySortedMap(Object source, Graph graph) {
        return new TreeMap<Object, Object>(comparator(graph.apply(((SortedMap<?, ?>) source).comparator())));
    }

    static Object emptyConcurrentMap() {
        return new ConcurrentHashMap<Object, Object>();
    }

    static void addCompleteElements(Object source, Object copy, Graph graph) {
        Collection<@Nullable Object> target = as(copy);
        target.addAll(Arrays.asList(graph.completed(((Collection<?>) source).toArray())));
    }

    static void replaceSet(Object source, Object copy, Graph graph) {
        HashSet<@Nullable Object> target = as(copy);
        if (!graph.sharesAll(target)) {
            @Nullable Object[] elements = graph.completed(target.toArray());
            target.clear();
            target.addAll(Arrays.asList(elements));
        }
    }

    static void replaceMap(Object source, Object copy, Graph graph) {
        Map<@Nullable Object, @Nullable Object> target = as(copy);
        if (graph.sharesAll(target.keySet())) {
            target.replaceAll((key, value) -> graph.apply(value));
        } else {
            target.clear();
            putAll(source, copy, graph);
        }
    }

    static void putAll(Object source, Object copy, Graph graph) {
        Map<@Nullable Object, @Nullable Object> target = as(copy);
        Map<?, ?> original = (Map<?, ?>) source;
        @Nullable Object[] keys = graph.completed(original.keySet().toArray());
        @Nullable Object[] values = original.values().toArray();
        graph.replaceAll(values);
        for (int i = 0; i < keys.length; i++) {
            target.put(keys[i], values[i]);
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Comparator<Object> comparator(@Nullable Object copy) {
        return (Comparator<Object>) copy;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The treatment is chosen by the object's class.
    private static <T> T as(Object object) {
        return (T) object;
    }
}
