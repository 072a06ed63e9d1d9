package org.terracecache.benchmarks.contender;

import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.cache.HazelcastMemberCachingProvider;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.HazelcastInstance;
import java.util.Properties;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;

/**
 * A Hazelcast member alone in this JVM: no joining, no backups, bound to loopback. It always stores by value; its
 * {@code OBJECT} format comes nearest to storing by reference.
 */
final class Hazelcast extends JCacheVendor {
    private static final String LOOPBACK = "127.0.0.1";

    Hazelcast() {
        super(HazelcastMemberCachingProvider.class.getName());
    }

    @Override
    Properties properties(CacheSettings<?> settings) {
        HazelcastInstance member = com.hazelcast.core.Hazelcast.newHazelcastInstance(member());
        return HazelcastCachingProvider.propertiesByInstanceItself(member);
    }

    @Override
    <V> Configuration<Integer, V> configuration(CacheSettings<V> settings) {
        CacheConfig<Integer, V> configuration =
                new CacheConfig<>(settings.applyTo(new MutableConfiguration<Integer, V>()));
        configuration.setBackupCount(0);
        configuration.setInMemoryFormat(settings.storeByValue() ? InMemoryFormat.BINARY : InMemoryFormat.OBJECT);
        configuration.setEvictionConfig(new EvictionConfig()
                .setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
                .setSize(Math.toIntExact(settings.maximumEntries()))
                .setEvictionPolicy(EvictionPolicy.LRU));
        return configuration;
    }

    @Override
    void closed() {
        com.hazelcast.core.Hazelcast.shutdownAll();
    }

    private static Config member() {
        Config config = new Config();
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getMetricsConfig().setEnabled(false);
        NetworkConfig network = config.getNetworkConfig().setPublicAddress(LOOPBACK);
        network.getInterfaces().setEnabled(true).addInterface(LOOPBACK);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(false);
        return config;
    }
}
