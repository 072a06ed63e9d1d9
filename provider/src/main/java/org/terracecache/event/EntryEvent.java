package org.terracecache.event;

/**
 * An event of one entry.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 */
public sealed interface EntryEvent<K, V> extends CacheEvent<K, V>
        permits Hit, Miss, Written, Deleted, Expired, Evicted, LoadSucceeded, LoadFailed, LoadJoined, LoadSuperseded {
    /**
     * The type of every entry event; who listens to it hears them all.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code "cache:entry"}
     */
    static <K, V> EventType<EntryEvent<K, V>> type() {
        return EventType.cast(EventType.ENTRY);
    }

    /**
     * The key.
     *
     * @return the key, never null
     */
    K key();

    /**
     * The layer that answered or changed.
     *
     * @return the layer, never null
     */
    Layer layer();

    /**
     * The version of the entry: greater than that of every earlier state of the same key, 0 where there is no entry.
     *
     * @return the version
     */
    long version();

    /**
     * What made it happen.
     *
     * @return the cause, never null
     */
    Cause cause();
}
