package org.terracecache.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies the JDK's immutable collections; one that holds only immutable objects is shared. */
final class ImmutableCollectionCopy {
    /** A list of {@code List.of} with one or two elements: never null. */
    static final Class<?> SMALL_LIST = List.of(1).getClass();

    private ImmutableCollectionCopy() {}

    static Object list(Object source, Graph graph) {
        if (graph.sharesAll((List<?>) source)) {
            return source;
        }
        Object[] elements = ((List<?>) source).toArray();
        if (!graph.replaceAll(elements)) {
            return source;
        }
        // Longer lists may have come from a stream and hold null; the copy tolerates being asked for null, as those do.
        return source.getClass() == SMALL_LIST
                ? List.of(elements)
                : Arrays.stream(elements).toList();
    }

    static Object set(Object source, Graph graph) {
        return graph.sharesAll((Set<?>) source) ? source : Set.of(graph.completed(((Set<?>) source).toArray()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Keys and values are moved around, whatever they are.
    static Object map(Object source, Graph graph) {
        Map<?, ?> map = (Map<?, ?>) source;
        if (graph.sharesAll(map.keySet()) && graph.sharesAll(map.values())) {
            return source;
        }
        Object[] keys = graph.completed(map.keySet().toArray());
        Object[] values = map.values().toArray();
        graph.replaceAll(values);
        Map.Entry[] entries = new Map.Entry[keys.length];
        for (int i = 0; i < keys.length; i++) {
            entries[i] = Map.entry(keys[i], values[i]);
        }
        return Map.ofEntries(entries);
    }
}
