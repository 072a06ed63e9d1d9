package org.terracecache;

import javax.cache.Cache;
import javax.cache.management.CacheStatisticsMXBean;

/**
 * A Terrace cache, got by {@code cache.unwrap(TerraceCache.class)}. Safe for use by many threads.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface TerraceCache<K, V> extends Cache<K, V> {
    /**
     * The hubs at which listeners subscribe to what happens in this cache.
     *
     * @return the hubs, never null, always the same
     */
    Events<K, V> events();

    /**
     * The cache's statistics, the same that the MXBean tells; all zero while statistics are disabled.
     *
     * @return the statistics, never null, always the same
     */
    CacheStatisticsMXBean statistics();
}
