package org.terracecache.jcache;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.integration.CacheLoader;
import javax.cache.management.CacheStatisticsMXBean;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
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

    @SuppressWarnings("unchecked") // of the same cache
    static <K, V> TerraceCache<K, V> own(Cache<K, V> cache) {
        return cache.unwrap(TerraceCache.class);
    }

    /** Whether the configuration says that statistics are enabled. */
    static boolean enabled(Cache<?, ?> cache) {
        StandardCache<?, ?> own = cache.unwrap(StandardCache.class);
        return own.parts().configuration().isStatisticsEnabled();
    }

    /** Whether an MBean of the cache is registered. */
    static boolean isShown(Cache<?, ?> cache, String type) {
        try {
            ObjectName name = new ObjectName("javax.cache:type=" + type + ",Cache=" + cache.getName() + ",*");
            return !ManagementFactory.getPlatformMBeanServer()
                    .queryNames(name, null)
                    .isEmpty();
        } catch (MalformedObjectNameException e) {
            throw new AssertionError(e);
        }
    }

    static CacheCore<?, ?> core(Cache<?, ?> cache) {
        return cache.unwrap(StandardCache.class).parts().core();
    }

    /** Evicts at once what exceeds the bounds. */
    static void evictNow(Cache<?, ?> cache) {
        core(cache).stack().cleanUp();
    }

    /** Makes an entry that is worth more to the cache than one that was used once. */
    static void putAndUse(Cache<String, Integer> cache, String key) {
        cache.put(key, 1);
        for (int i = 0; i < 5; i++) {
            cache.get(key);
        }
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
