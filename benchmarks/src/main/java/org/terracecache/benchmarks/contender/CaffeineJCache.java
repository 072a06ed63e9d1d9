package org.terracecache.benchmarks.contender;

import com.github.benmanes.caffeine.jcache.configuration.CaffeineConfiguration;
import java.util.OptionalLong;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;

/** Caffeine's own JSR-107 adapter. */
final class CaffeineJCache extends JCacheVendor {

    CaffeineJCache() {
        super("com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider");
    }

    @Override
    <V> Configuration<Integer, V> configuration(CacheSettings<V> settings) {
        CaffeineConfiguration<Integer, V> configuration =
                new CaffeineConfiguration<>(settings.applyTo(new MutableConfiguration<Integer, V>()));
        configuration.setMaximumSize(OptionalLong.of(settings.maximumEntries()));
        return configuration;
    }
}
