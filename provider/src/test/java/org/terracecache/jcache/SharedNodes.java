package org.terracecache.jcache;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.cache.CacheManager;
import org.terracecache.TerraceCachingProvider;
import org.terracecache.nodes.Commands;
import org.terracecache.server.RedisProcess;

/** Nodes of one test in this JVM, each with a provider of its own, and the Redis that they share. */
final class SharedNodes implements AutoCloseable {
    private final RedisProcess redis = RedisProcess.start();
    private final List<TerraceCachingProvider> providers = new ArrayList<>();

    RedisProcess redis() {
        return redis;
    }

    URI uri() {
        return URI.create("redis://127.0.0.1:" + redis.port());
    }

    /** The manager of a new node; {@code settings} are pairs of a key and its value. */
    CacheManager node(String... settings) {
        Properties properties = new Properties();
        for (int i = 0; i < settings.length; i += 2) {
            properties.setProperty(settings[i], settings[i + 1]);
        }
        TerraceCachingProvider provider = new TerraceCachingProvider();
        providers.add(provider);
        return provider.getCacheManager(uri(), getClass().getClassLoader(), properties);
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
