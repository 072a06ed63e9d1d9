package org.terracecache.jcache;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import org.terracecache.server.RedisProcess;
import org.terracecache.spi.ListenerOptions;

/** A real Redis and nodes on it, in one JVM; closed after a test. */
final class RemoteNodes implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);

    final RedisProcess redis = RedisProcess.start();
    private final List<TerraceCachingProvider> providers = new ArrayList<>();

    /** A node with settings of its own, in the form {@code "terrace.bus.lease=1s"}. It hears the bus. */
    TerraceCacheManager node(String... settings) {
        Properties properties = new Properties();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            properties.setProperty(setting.substring(0, equals), setting.substring(equals + 1));
        }
        TerraceCachingProvider provider = new TerraceCachingProvider();
        providers.add(provider);
        URI uri = URI.create("redis://127.0.0.1:" + redis.port());
        TerraceCacheManager node =
                provider.getCacheManager(uri, null, properties).unwrap(TerraceCacheManager.class);
        awaitBus(node);
        return node;
    }

    /** Memory answers as soon as the bus vouches for it. */
    private static void awaitBus(TerraceCacheManager node) {
        TerraceConfiguration<String, Integer> layered =
                new TerraceConfiguration<String, Integer>().layers(CacheLayers.MEMORY_AND_REMOTE);
        try (TerraceCache<String, Integer> probe = cache(node, "probe", layered)) {
            AtomicInteger fromMemory = new AtomicInteger();
            ListenerOptions synchronous = ListenerOptions.defaults().withSynchronous(true);
            probe.events().memory().on(Hit.type(), hit -> fromMemory.incrementAndGet(), synchronous);
            probe.put("key", 1);
            await().atMost(SOON).until(() -> probe.get("key") != null && fromMemory.get() > 0);
        }
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
        send("CLIENT KILL TYPE pubsub");
    }

    /** Sends a command by itself, and gives the first line of the reply. */
    String send(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
                BufferedReader replies =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return replies.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        providers.forEach(TerraceCachingProvider::close);
        redis.close();
    }
}
