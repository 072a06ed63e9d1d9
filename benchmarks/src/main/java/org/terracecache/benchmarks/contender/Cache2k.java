package org.terracecache.benchmarks.contender;

import javax.cache.configuration.Configuration;
import org.cache2k.Cache2kBuilder;
import org.cache2k.jcache.ExtendedMutableConfiguration;
import org.cache2k.jcache.JCacheConfig;

/** cache2k with its JSR-107 adapter. */
final class Cache2k extends JCacheVendor {

    Cache2k() {
        super("org.cache2k.jcache.provider.JCacheProvider");
    }

    @Override
    <V> Configuration<Integer, V> configuration(CacheSettings<V> settings) {
        Cache2kBuilder<Integer, V> builder = Cache2kBuilder.of(Integer.class, settings.valueType())
                .entryCapacity(settings.maximumEntries())
                .disableStatistics(!settings.statistics())
                .eternal(true)
                .with(JCacheConfig.class, section -> section.copyAlwaysIfRequested(true));
        return settings.applyTo(ExtendedMutableConfiguration.of(builder));
    }
}
