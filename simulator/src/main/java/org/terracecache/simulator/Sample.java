package org.terracecache.simulator;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;

/** What was counted until one moment of a run. */
record Sample(long nanos, long operations, SortedMap<String, Long> events, Map<String, Ratio> layers) {
    static final Sample START = new Sample(0, 0, Collections.emptySortedMap(), Map.of());

    static Sample of(long nanos, Meter meter, Node node) {
        SortedMap<String, Long> events = node.events().snapshot();
        long expired = node.standardEvents().count(StandardListener.EXPIRED);
        if (expired > 0) {
            events.put(StandardListener.EXPIRED, expired);
        }
        return new Sample(nanos, meter.operations(), events, node.layers().snapshot());
    }
}
