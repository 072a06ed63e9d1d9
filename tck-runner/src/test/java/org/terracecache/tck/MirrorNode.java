package org.terracecache.tck;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.terracecache.Providers;
import org.terracecache.TerraceCachingProvider;

/**
 * A second node in the kit's JVM: it has the caches that the kit's manager has, of the same names and in the same namespace, closes its own when
 * they are gone, and reads all the time. Its reads must change nothing for the kit, and fail for no other reason than that a
 * cache was closed.
 */
final class MirrorNode implements AutoCloseable {
    private static final String NAMESPACE = "terrace.namespace";

    private final Thread thread = new Thread(this::run, "mirror");
    private final Map<String, Cache<Object, Object>> mirrored = new HashMap<>();
    private final AtomicLong caches = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private volatile boolean running = true;
    private volatile Throwable failure;
    private CachingProvider provider;
    private String namespace = "";

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** How many caches it has had. */
    long caches() {
        return caches.get();
    }

    /** How many reads it has made. */
    long reads() {
        return reads.get();
    }

    private void run() {
        try {
            while (running) {
                follow();
                mirrored.values().forEach(this::read);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            leave();
        }
    }

    /** Opens what the kit's manager has and this node has not, and lets go of what is gone. */
    private void follow() {
        String now = System.getProperty(NAMESPACE, "");
        if (!now.equals(namespace)) {
            leave();
            namespace = now;
        }
        Map<String, Cache<?, ?>> there = new HashMap<>();
        try {
            for (CacheManager kits : kitsManagers()) {
                for (String name : kits.getCacheNames()) {
                    Cache<?, ?> cache = kits.getCache(name);
                    if (cache != null) {
                        there.put(name, cache);
                    }
                }
            }
        } catch (IllegalStateException e) {
            // The kit closes its managers whenever it likes.
            there.clear();
        }
        mirrored.entrySet().removeIf(entry -> {
            boolean gone = !there.containsKey(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        there.keySet().forEach(this::open);
    }

    /** Those that are there: one that this node made would be in the way of a test that makes it with properties of its own. */
    private static List<CacheManager> kitsManagers() {
        try {
            return Providers.managers(Caching.getCachingProvider());
        } catch (CacheException e) {
            // The kit takes providers away, and asks for some that do not exist.
            return List.of();
        }
    }

    private void open(String name) {
        if (!mirrored.containsKey(name)) {
            if (provider == null) {
                provider = new TerraceCachingProvider();
            }
            mirrored.put(name, provider.getCacheManager().createCache(name, new MutableConfiguration<>()));
            caches.incrementAndGet();
        }
    }

    private void read(Cache<Object, Object> cache) {
        for (Cache.Entry<Object, Object> entry : cache) {
            Object ignored = cache.get(entry.getKey());
            reads.incrementAndGet();
        }
        boolean ignored = cache.containsKey("a key that nobody has");
        reads.incrementAndGet();
    }

    private void leave() {
        mirrored.clear();
        if (provider != null) {
            provider.close();
            provider = null;
        }
    }

    /** Stops, and says what went wrong. */
    void stop() throws InterruptedException {
        running = false;
        thread.join();
        if (failure != null) {
            throw new IllegalStateException("The second node failed: " + Objects.toString(failure), failure);
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
