package org.terracecache.simulator;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Counts events by their names. Safe for use by many threads. */
final class EventCounts {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void add(String name) {
        add(name, 1);
    }

    void add(String name, long count) {
        LongAdder adder = counts.get(name);
        if (adder == null) {
            adder = counts.computeIfAbsent(name, key -> new LongAdder());
        }
        adder.add(count);
    }

    long count(String name) {
        LongAdder adder = counts.get(name);
        return adder == null ? 0 : adder.sum();
    }

    /** What was counted on several nodes, together. */
    static SortedMap<String, Long> sum(List<Node> nodes, Function<Node, EventCounts> counts) {
        SortedMap<String, Long> sum = new TreeMap<>();
        nodes.forEach(
                node -> counts.apply(node).snapshot().forEach((name, count) -> sum.merge(name, count, Long::sum)));
        return sum;
    }

    SortedMap<String, Long> snapshot() {
        SortedMap<String, Long> snapshot = new TreeMap<>();
        counts.forEach((name, adder) -> snapshot.put(name, adder.sum()));
        return snapshot;
    }
}
