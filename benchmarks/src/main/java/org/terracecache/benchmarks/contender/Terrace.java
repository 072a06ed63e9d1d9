package org.terracecache.benchmarks.contender;

import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;

/** Terrace, in memory. */
final class Terrace extends JCacheVendor {

    Terrace() {
        super("org.terracecache.TerraceCachingProvider");
    }

    @Override
    <V> Configuration<Integer, V> configuration(CacheSettings<V> settings) {
        return settings.applyTo(new MutableConfiguration<>());
    }
}
