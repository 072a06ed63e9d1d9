package org.terracecache.jcache;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.terracecache.TerraceCache;
import org.terracecache.TerraceCacheManager;
import org.terracecache.TerraceCachingProvider;
import org.terracecache.config.CacheLayers;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.Hit;
import org.terracecache.nodes.Commands;
import org.terracecache.server.RedisProcess;
import org.terracecache.spi.ListenerOptions;

/** Nodes of one test in this JVM, each with a provider of its own, and the Redis that they share. */
final class SharedNodes implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RedisProcess redis = RedisProcess.start();
    private final List<TerraceCachingProvider> providers = new ArrayList<>();

    RedisProcess redis() {
        return redis;
    }

    URI uri() {
        return URI.create("redis://127.0.0.1:" + redis.port());
    }

    /** The manager of a new node, with settings of its own in the form {@code "terrace.bus.lease=1s"}. */
    TerraceCacheManager node(String... settings) {
        Properties properties = new Properties();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            properties.setProperty(setting.substring(0, equals), setting.substring(equals + 1));
        }
        TerraceCachingProvider provider = new TerraceCachingProvider();
        providers.add(provider);
        return provider.getCacheManager(uri(), getClass().getClassLoader(), properties)
                .unwrap(TerraceCacheManager.class);
    }

    /** Like {@link #node}, of a node that hears the bus: memory answers as soon as the bus vouches for it. */
    TerraceCacheManager listeningNode(String... settings) {
        TerraceCacheManager node = node(settings);
        TerraceConfiguration<String, Integer> layered =
                new TerraceConfiguration<String, Integer>().layers(CacheLayers.MEMORY_AND_REMOTE);
        try (TerraceCache<String, Integer> probe = cache(node, "probe", layered)) {
            AtomicInteger fromMemory = new AtomicInteger();
            ListenerOptions synchronous = ListenerOptions.defaults().withSynchronous(true);
            probe.events().memory().on(Hit.type(), hit -> fromMemory.incrementAndGet(), synchronous);
            probe.put("key", 1);
            await().atMost(SOON).until(() -> probe.get("key") != null && fromMemory.get() > 0);
        }
        return node;
    }

    /** The cache of that name on a node. */
    static TerraceCache<String, Integer> cache(TerraceCacheManager node, String name) {
        return cache(node, name, new TerraceConfiguration<>());
    }

    @SuppressWarnings("unchecked") // of the same cache
    static TerraceCache<String, Integer> cache(
            TerraceCacheManager node, String name, TerraceConfiguration<String, Integer> configuration) {
        configuration.setTypes(String.class, Integer.class).setStatisticsEnabled(true);
        return node.createCache(name, configuration).unwrap(TerraceCache.class);
    }

    /** Ends the connections on which nodes hear the bus. */
    void killSubscribers() {
        command("CLIENT KILL TYPE pubsub");
    }

    /** Sends a command to Redis, words separated by single spaces. */
    String command(String line) {
        return Commands.send(redis.port(), line);
    }

    @Override
    public void close() {
        providers.forEach(TerraceCachingProvider::close);
        redis.close();
    }
}
