package org.terracecache.observe;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListener;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;
import org.terracecache.event.Layer;
import org.terracecache.spi.Emitter;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.TimeSource;

/** A manager, a cache's signals, and a small core that publishes as the real one does: under a monitor of the key. */
final class Stage implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    static final int ALL = Audience.STANDARD | Audience.GENERAL | Audience.MEMORY;

    final ExecutorService pool = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "stage");
        thread.setDaemon(true);
        return thread;
    });
    final ManagerSignals manager = new ManagerSignals("node-1", pool, TimeSource.system());
    final CacheSignals<String, Integer> signals;
    final Cache<String, Integer> cache = cache();
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    Stage() {
        this(null, null);
    }

    Stage(@Nullable Executor executor, @Nullable Emitter emitter) {
        this(executor, emitter, TimeSource.system());
    }

    Stage(@Nullable Executor executor, @Nullable Emitter emitter, TimeSource time) {
        signals = new CacheSignals<>(
                manager,
                "orders",
                ListenerOptions.defaults(),
                executor == null ? pool : executor,
                time,
                UnaryOperator.identity(),
                emitter,
                EnumSet.allOf(Layer.class));
        signals.bind(cache, heard -> {}, () -> {});
    }

    @SuppressWarnings("unchecked")
    private static Cache<String, Integer> cache() {
        return (Cache<String, Integer>) Proxy.newProxyInstance(
                Stage.class.getClassLoader(), new Class<?>[] {Cache.class}, (proxy, method, arguments) -> null);
    }

    long put(String key, int value) {
        signals.awaitRoom();
        Slot slot = slots.computeIfAbsent(key, k -> new Slot());
        long version;
        synchronized (slot) {
            version = ++slot.version;
            Kind kind = slot.value == null ? Kind.CREATED : Kind.UPDATED;
            signals.publish(new Signal<>(kind, ALL, key, value, slot.value, version, Cause.PUT, null));
            slot.value = value;
        }
        signals.settle();
        return version;
    }

    void remove(String key) {
        signals.awaitRoom();
        Slot slot = slots.computeIfAbsent(key, k -> new Slot());
        synchronized (slot) {
            signals.publish(new Signal<>(Kind.REMOVED, ALL, key, null, slot.value, ++slot.version, Cause.REMOVE, null));
            slot.value = null;
        }
        signals.settle();
    }

    void publish(Kind kind, int audiences, @Nullable String key, @Nullable Integer value, @Nullable Object detail) {
        signals.publish(new Signal<>(kind, audiences, key, value, null, 1, Cause.READ, detail));
        signals.settle();
    }

    static <K, V> MutableCacheEntryListenerConfiguration<K, V> configuration(
            CacheEntryListener<K, V> listener, boolean oldValueRequired, boolean synchronous) {
        return new MutableCacheEntryListenerConfiguration<>(() -> listener, null, oldValueRequired, synchronous);
    }

    static <K, V> CacheEntryListenerConfiguration<K, V> configuration(
            CacheEntryListener<K, V> listener, CacheEntryEventFilter<K, V> filter, boolean synchronous) {
        return new MutableCacheEntryListenerConfiguration<>(() -> listener, () -> filter, false, synchronous);
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(SOON.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("It did not happen");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static long seed() {
        long seed = Long.getLong("terrace.seed", System.nanoTime());
        System.out.println("terrace.seed=" + seed);
        return seed;
    }

    @Override
    public void close() {
        signals.close();
        manager.close();
        pool.shutdownNow();
    }

    private static final class Slot {
        private long version;
        private @Nullable Integer value;
    }
}
