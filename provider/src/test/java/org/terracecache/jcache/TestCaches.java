package org.terracecache.jcache;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.integration.CacheLoader;
import javax.cache.management.CacheStatisticsMXBean;
import org.terracecache.TerraceCache;
import org.terracecache.TerraceCachingProvider;
import org.terracecache.config.TerraceConfiguration;

/** A provider of one test, closed after it. */
final class TestCaches implements AutoCloseable {
    private final TerraceCachingProvider provider = new TerraceCachingProvider();
    private final AtomicInteger count = new AtomicInteger();

    CacheManager manager() {
        return provider.getCacheManager();
    }

    <K, V> Cache<K, V> create(TerraceConfiguration<K, V> configuration) {
        return manager().createCache("cache-" + count.incrementAndGet(), configuration);
    }

    /** Strings by reference, with statistics. */
    static TerraceConfiguration<String, Integer> counts() {
        return new TerraceConfiguration<String, Integer>()
                .setTypes(String.class, Integer.class)
                .setStoreByValue(false)
                .setStatisticsEnabled(true);
    }

    /** With a loader. */
    static TerraceConfiguration<String, Integer> loading(CacheLoader<String, Integer> loader) {
        return counts().setReadThrough(true).setCacheLoaderFactory(() -> loader);
    }

    static CacheStatisticsMXBean statistics(Cache<?, ?> cache) {
        return cache.unwrap(TerraceCache.class).statistics();
    }

    static CacheCore<?, ?> core(Cache<?, ?> cache) {
        return cache.unwrap(StandardCache.class).parts().core();
    }

    /** Evicts at once what exceeds the bounds. */
    static void evictNow(Cache<?, ?> cache) {
        core(cache).stack().cleanUp();
    }

    static <K, V> Map<K, V> contents(Cache<K, V> cache) {
        Map<K, V> contents = new HashMap<>();
        cache.forEach(entry -> contents.put(entry.getKey(), entry.getValue()));
        return contents;
    }

    @Override
    public void close() {
        provider.close();
    }
}
