package org.terracecache.event;

import java.time.Instant;
import java.util.Objects;

/**
 * Where and when an event happened.
 *
 * @param cache the cache's name, never null; empty for what is of no one cache
 * @param node the name of the node (a cache manager in a JVM) on which it happened, never null
 * @param time when it happened, by the node's clock, never null
 */
public record Source(String cache, String node, Instant time) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component is null
     */
    public Source {
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(time, "time");
    }
}
