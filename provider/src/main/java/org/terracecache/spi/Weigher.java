package org.terracecache.spi;

/**
 * Tells the weight of an entry for a memory layer that is bounded by weight. Called outside of all locks, once for each
 * store; safe for use by many threads.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface Weigher<K, V> {
    /**
     * Weighs an entry.
     *
     * @param key the key, never null
     * @param value the value, never null
     * @return the weight, 0 or more; an entry of weight 0 is never evicted
     */
    int weigh(K key, V value);
}
