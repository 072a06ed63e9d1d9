package org.terracecache.benchmarks.contender;

import javax.cache.configuration.Configuration;
import org.terracecache.config.TerraceConfiguration;

/** Terrace, in memory. */
final class Terrace extends JCacheVendor {

    Terrace() {
        super("org.terracecache.TerraceCachingProvider");
    }

    @Override
    <V> Configuration<Integer, V> configuration(CacheSettings<V> settings) {
        return settings.applyTo(new TerraceConfiguration<Integer, V>()).maximumEntries(settings.maximumEntries());
    }
}
