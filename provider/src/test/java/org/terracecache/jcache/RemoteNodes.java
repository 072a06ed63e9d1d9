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
import org.terracecache.Subscription;
import org.terracecache.TerraceCache;
import org.terracecache.TerraceCacheManager;
import org.terracecache.TerraceCachingProvider;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.Resynchronized;
import org.terracecache.server.RedisProcess;

/** A real Redis and nodes on it, in one JVM; closed after a test. */
final class RemoteNodes implements AutoCloseable {
    final RedisProcess redis = RedisProcess.start();
    private final List<TerraceCachingProvider> providers = new ArrayList<>();

    /** A node with settings of its own, in the form {@code "terrace.bus.lease=1s"}. */
    TerraceCacheManager node(String... settings) {
        Properties properties = new Properties();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            properties.setProperty(setting.substring(0, equals), setting.substring(equals + 1));
        }
        TerraceCachingProvider provider = new TerraceCachingProvider();
        providers.add(provider);
        URI uri = URI.create("redis://127.0.0.1:" + redis.port());
        return provider.getCacheManager(uri, null, properties).unwrap(TerraceCacheManager.class);
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

    /** Waits until Redis knows that a node listens. */
    void awaitSubscriber() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !send("PUBSUB CHANNELS *").equals("*0"));
    }

    /** Ends the connections on which nodes hear the bus. */
    void killSubscribers() {
        send("CLIENT KILL TYPE pubsub");
    }

    /** Lets a node lose its connection; when this returns, it hears the bus on another one. */
    void reconnect(TerraceCacheManager node) {
        AtomicInteger compared = new AtomicInteger();
        try (Subscription ignored = node.events()
                .bus()
                .on(
                        Resynchronized.type(),
                        event -> compared.addAndGet(event.window().isZero() ? 0 : 1))) {
            awaitSubscriber();
            killSubscribers();
            await().atMost(Duration.ofSeconds(20)).until(() -> compared.get() == 1);
        }
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
