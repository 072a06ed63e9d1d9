package org.terracecache.benchmarks.contender;

import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;

/** A product that is opened through its {@link CachingProvider}, by the name of that class. */
abstract class JCacheVendor implements Vendor {
    private static final String CACHE_NAME = "benchmark";

    private final String providerClass;

    JCacheVendor(String providerClass) {
        this.providerClass = providerClass;
    }

    @Override
    public final <V> OpenCache<V> open(CacheSettings<V> settings) {
        CachingProvider provider = Caching.getCachingProvider(providerClass);
        CacheManager manager = provider.getCacheManager(
                provider.getDefaultURI(), JCacheVendor.class.getClassLoader(), properties(settings));
        Cache<Integer, V> cache = manager.createCache(CACHE_NAME, configuration(settings));
        opened(manager, cache, settings);
        return new OpenCache<>(new JCacheOperations<>(cache), () -> {
            manager.close();
            provider.close();
            closed();
        });
    }

    /** The vendor's configuration: what the standard can say, and the bound. */
    abstract <V> Configuration<Integer, V> configuration(CacheSettings<V> settings);

    /** The properties of the manager. */
    Properties properties(CacheSettings<?> settings) {
        return new Properties();
    }

    /** For what a vendor's configuration object cannot carry. */
    <V> void opened(CacheManager manager, Cache<Integer, V> cache, CacheSettings<V> settings) {}

    /** For what the manager does not end by itself. */
    void closed() {}
}
