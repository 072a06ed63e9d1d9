package org.terracecache.benchmarks.contender;

/**
 * A cache that is ready to be measured.
 *
 * @param <V> the type of the values
 * @param operations the operations of the cache
 * @param closer ends the cache and all that was started for it
 */
public record OpenCache<V>(CacheOperations<V> operations, Runnable closer) implements AutoCloseable {

    @Override
    public void close() {
        closer.run();
    }
}
