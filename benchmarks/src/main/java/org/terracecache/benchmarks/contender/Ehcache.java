package org.terracecache.benchmarks.contender;

import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.impl.copy.SerializingCopier;
import org.ehcache.jsr107.Eh107Configuration;

/** Ehcache 3 on the heap; by value it copies values (its keys are immutable) with its serializer. */
final class Ehcache extends JCacheVendor {

    Ehcache() {
        super("org.ehcache.jsr107.EhcacheCachingProvider");
    }

    @Override
    <V> Configuration<Integer, V> configuration(CacheSettings<V> settings) {
        CacheConfigurationBuilder<Integer, V> builder = CacheConfigurationBuilder.newCacheConfigurationBuilder(
                        Integer.class, settings.valueType(), ResourcePoolsBuilder.heap(settings.maximumEntries()))
                .withExpiry(ExpiryPolicyBuilder.noExpiration());
        if (settings.storeByValue()) {
            builder = builder.withValueCopier(SerializingCopier.asCopierClass());
        }
        return Eh107Configuration.fromEhcacheCacheConfiguration(builder);
    }

    @Override
    <V> void opened(CacheManager manager, Cache<Integer, V> cache, CacheSettings<V> settings) {
        manager.enableStatistics(cache.getName(), settings.statistics());
        settings.listener().ifPresent(cache::registerCacheEntryListener);
    }
}
