package org.terracecache.event;

import java.util.List;
import java.util.Objects;

/**
 * What one node tells all others of a change. It never carries values to listeners. Immutable.
 *
 * @param <K> the type of the cache's keys
 * @param type what was done, never null
 * @param cache the cache to which it was done, never null
 * @param keys the keys to which it was done, never null; none if it was done to the whole cache or to a tag. Keys that this node cannot
 *     decode are left out
 * @param origin the node that did it, never null
 * @param version the version that the change gave its keys
 */
public record BusMessage<K>(Type type, String cache, List<K> keys, String origin, long version) {
    /** What a message says was done. */
    public enum Type {
        /** Values were written. */
        WRITTEN,
        /** Entries were removed, or would have been if they had been there. */
        REMOVED,
        /** Loaded values were stored where nothing was. */
        FILLED,
        /** The cache was emptied. */
        CLEARED,
        /** All entries with a tag were removed. */
        TAG_REMOVED,
        /** The life of entries was over. */
        EXPIRED
    }

    /**
     * Checks the components, and keeps a copy of the keys.
     *
     * @throws NullPointerException if a component is null
     */
    public BusMessage {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(origin, "origin");
        keys = List.copyOf(keys);
    }
}
