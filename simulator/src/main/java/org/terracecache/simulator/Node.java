package org.terracecache.simulator;

import java.lang.management.ManagementFactory;
import java.net.URI;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryListener;
import javax.cache.management.CacheStatisticsMXBean;
import javax.cache.spi.CachingProvider;
import javax.management.JMX;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.terracecache.Events;
import org.terracecache.TerraceCache;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.Overflow;

/** One cache manager with one cache and those who listen to it: what one instance of an application has. */
final class Node implements AutoCloseable {
    private static final String CACHE = "rows";
    private static final int LISTENER_QUEUE = 16_384;

    private final CacheManager manager;
    private final Cache<String, Row> cache;
    private final EventCounts events = new EventCounts();
    private final EventCounts standardEvents = new EventCounts();
    private final LayerCounts layers = new LayerCounts();

    /** Starts a node over a database. The name tells it from other nodes in this JVM. */
    Node(String name, Settings settings, Database database) {
        CachingProvider provider = Caching.getCachingProvider();
        manager = provider.getCacheManager(URI.create("terrace:" + name), Node.class.getClassLoader());
        cache = manager.createCache(CACHE, configuration(settings, database));
        subscribe();
    }

    private TerraceConfiguration<String, Row> configuration(Settings settings, Database database) {
        TerraceConfiguration<String, Row> configuration = new TerraceConfiguration<String, Row>()
                .setTypes(String.class, Row.class)
                .setCacheLoaderFactory(() -> database)
                .setCacheWriterFactory(() -> database)
                .setReadThrough(true)
                .setWriteThrough(true)
                .setStatisticsEnabled(true)
                .maximumEntries(settings.maximumEntries())
                .listenerQueue(LISTENER_QUEUE, Overflow.BLOCK)
                .addCacheEntryListenerConfiguration(listener(() -> new TerraceListener(events)))
                .addCacheEntryListenerConfiguration(listener(() -> new StandardListener(standardEvents)));
        settings.ttl().ifPresent(configuration::expireAfterUpdate);
        settings.executor().ifPresent(configuration::executor);
        return configuration;
    }

    /** The hubs tell what each layer did, which no standard registration does. */
    private void subscribe() {
        TerraceCache<?, ?> terrace = cache.unwrap(TerraceCache.class);
        Events<?, ?> hubs = terrace.events();
        ListenerOptions options =
                ListenerOptions.defaults().withQueueCapacity(LISTENER_QUEUE).withOverflow(Overflow.BLOCK);
        layers.subscribe("memory", hubs.memory(), options);
    }

    private static MutableCacheEntryListenerConfiguration<String, Row> listener(
            Factory<? extends CacheEntryListener<? super String, ? super Row>> factory) {
        return new MutableCacheEntryListenerConfiguration<>(factory, null, false, false);
    }

    Cache<String, Row> cache() {
        return cache;
    }

    /** What listeners heard of Terrace's own events. */
    EventCounts events() {
        return events;
    }

    /** What listeners heard of the standard's events. */
    EventCounts standardEvents() {
        return standardEvents;
    }

    LayerCounts layers() {
        return layers;
    }

    /** The statistics as JMX shows them to everybody, under the name that the standard prescribes. */
    CacheStatisticsMXBean statistics() {
        try {
            ObjectName name = new ObjectName("javax.cache:type=CacheStatistics,CacheManager="
                    + sanitized(manager.getURI().toString()) + ",Cache=" + sanitized(cache.getName()));
            return JMX.newMXBeanProxy(ManagementFactory.getPlatformMBeanServer(), name, CacheStatisticsMXBean.class);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    long entries() {
        long entries = 0;
        for (Cache.Entry<String, Row> entry : cache) {
            entries += entry == null ? 0 : 1;
        }
        return entries;
    }

    private static String sanitized(String name) {
        return name.replaceAll("[,:=\n]", ".");
    }

    @Override
    public void close() {
        manager.close();
    }
}
