package org.terracecache.benchmarks.contender;

import java.util.Properties;
import java.util.function.Function;
import javax.cache.configuration.MutableConfiguration;
import org.infinispan.commons.marshall.JavaSerializationMarshaller;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.eviction.EvictionStrategy;
import org.infinispan.jcache.embedded.JCacheManager;

/** Infinispan in local mode, without a transport; by value it keeps entries as Java serialization writes them. */
final class Infinispan extends JCacheVendor {

    Infinispan() {
        super("org.infinispan.jcache.embedded.JCachingProvider");
    }

    @Override
    Properties properties(CacheSettings<?> settings) {
        GlobalConfigurationBuilder global = new GlobalConfigurationBuilder().nonClusteredDefault();
        if (settings.storeByValue()) {
            global.serialization().marshaller(new JavaSerializationMarshaller());
            global.serialization().allowList().addRegexps(".*");
        }
        Configuration bounded = new ConfigurationBuilder()
                .memory()
                .maxCount(settings.maximumEntries())
                .whenFull(EvictionStrategy.REMOVE)
                .build();
        Function<String, Configuration> byName = name -> bounded;
        Properties properties = new Properties();
        properties.put(GlobalConfigurationBuilder.class.getName(), global);
        properties.put(JCacheManager.CACHE_CONFIGURATION_FUNCTION, byName);
        return properties;
    }

    @Override
    <V> javax.cache.configuration.Configuration<Integer, V> configuration(CacheSettings<V> settings) {
        return settings.applyTo(new MutableConfiguration<>());
    }
}
