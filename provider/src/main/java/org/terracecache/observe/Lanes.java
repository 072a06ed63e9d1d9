package org.terracecache.observe;

import java.util.concurrent.ConcurrentHashMap;

/** The lanes of a cache's keys that have synchronous deliveries to be made. */
final class Lanes {
    private final ConcurrentHashMap<Object, Lane> lanes = new ConcurrentHashMap<>();

    /** Adds a delivery to the lane of the key. */
    void append(Object key, Delivery delivery) {
        while (!lane(key).append(delivery)) {
            Thread.onSpinWait();
        }
    }

    private Lane lane(Object key) {
        Lane lane = lanes.get(key);
        return lane != null && !lane.isRetired()
                ? lane
                : lanes.compute(key, (k, old) -> old == null || old.isRetired() ? new Lane(k, this) : old);
    }

    void remove(Object key, Lane lane) {
        lanes.remove(key, lane);
    }

    int count() {
        return lanes.size();
    }
}
