package org.terracecache.simulator;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was counted until one moment of a run, on all nodes together.
 *
 * @param nanos since the beginning of the run
 * @param operations of each node's application
 * @param failures of operations
 * @param events that listeners heard, by their names
 * @param layers the look-ups of each layer
 * @param fault whether a fault happens just now
 */
record Sample(
        long nanos,
        List<Long> operations,
        long failures,
        SortedMap<String, Long> events,
        Map<String, Ratio> layers,
        boolean fault) {
    static final Sample START = new Sample(0, List.of(), 0, Collections.emptySortedMap(), Map.of(), false);

    static Sample of(long nanos, List<Node> nodes, Optional<FaultInjector> fault) {
        SortedMap<String, Long> events = EventCounts.sum(nodes, Node::events);
        long expired = EventCounts.sum(nodes, Node::standardEvents).getOrDefault(StandardListener.EXPIRED, 0L);
        if (expired > 0) {
            events.put(StandardListener.EXPIRED, expired);
        }
        return new Sample(
                nanos,
                nodes.stream().map(node -> node.meter().operations()).toList(),
                Meter.failures(nodes),
                events,
                layers(nodes),
                fault.isPresent() && fault.get().isOn());
    }

    /** The look-ups of each layer, of all nodes together. */
    static Map<String, Ratio> layers(List<Node> nodes) {
        Map<String, Ratio> layers = new TreeMap<>();
        nodes.forEach(
                node -> node.layers().snapshot().forEach((name, ratio) -> layers.merge(name, ratio, Ratio::plus)));
        return layers;
    }
}
