package org.terracecache.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Properties;
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

    private final String name;
    private final URLClassLoader loader = new URLClassLoader(new URL[0], Node.class.getClassLoader());
    private final CacheManager manager;
    private final Cache<String, Row> cache;
    private final Meter meter = new Meter();
    private final NodeView view;
    private final EventCounts events = new EventCounts();
    private final EventCounts standardEvents = new EventCounts();
    private final LayerCounts layers = new LayerCounts();
    private final BusCounts bus = new BusCounts();

    /**
     * Starts a node over a database.
     *
     * @param name tells it from other nodes in this JVM
     * @param properties of its manager: the Redis that it shares with other nodes, if it does
     */
    Node(String name, Properties properties, Settings settings, Database database, Checker checker) {
        this.name = name;
        this.view = new NodeView(name, checker);
        CachingProvider provider = Caching.getCachingProvider(Node.class.getClassLoader());
        manager = provider.getCacheManager(URI.create("terrace:" + name), loader, properties);
        cache = manager.createCache(CACHE, configuration(settings, database));
        subscribe(!properties.isEmpty());
    }

    private TerraceConfiguration<String, Row> configuration(Settings settings, Database database) {
        TerraceConfiguration<String, Row> configuration = new TerraceConfiguration<String, Row>()
                .setTypes(String.class, Row.class)
                .setCacheLoaderFactory(() -> database.loader(name))
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
    private void subscribe(boolean shared) {
        TerraceCache<?, ?> terrace = cache.unwrap(TerraceCache.class);
        Events<?, ?> hubs = terrace.events();
        ListenerOptions options =
                ListenerOptions.defaults().withQueueCapacity(LISTENER_QUEUE).withOverflow(Overflow.BLOCK);
        layers.subscribe("memory", hubs.memory(), options);
        if (shared) {
            layers.subscribe("remote", hubs.remote(), options);
            bus.subscribe(hubs.bus(), options);
        }
    }

    private static MutableCacheEntryListenerConfiguration<String, Row> listener(
            Factory<? extends CacheEntryListener<? super String, ? super Row>> factory) {
        return new MutableCacheEntryListenerConfiguration<>(factory, null, false, false);
    }

    String name() {
        return name;
    }

    Cache<String, Row> cache() {
        return cache;
    }

    /** What the application on this node does. */
    Meter meter() {
        return meter;
    }

    /** What this node has shown. */
    NodeView view() {
        return view;
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

    BusCounts bus() {
        return bus;
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
        try (loader) {
            manager.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
