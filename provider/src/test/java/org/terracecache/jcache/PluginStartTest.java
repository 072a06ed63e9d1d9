package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.cache.Cache;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.terracecache.TerraceCache;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.Written;
import org.terracecache.spi.CachePlugin;
import org.terracecache.spi.ListenerOptions;

/** Threads that meet while plug-ins are started. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PluginStartTest {
    private static final ListenerOptions SYNCHRONOUS =
            ListenerOptions.defaults().withSynchronous(true);

    private final TestCaches caches = new TestCaches();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @AfterEach
    void close() {
        caches.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> CompletableFuture<T> elsewhere(AtomicReference<Thread> thread, Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread made = new Thread(() -> result.completeAsync(task, Runnable::run));
        thread.set(made);
        made.start();
        return result;
    }

    private static <T> CompletableFuture<T> elsewhere(Supplier<T> task) {
        return elsewhere(new AtomicReference<>(), task);
    }

    /** Is in the midst of being started when {@link #inside} opens, and until {@link #mayGoOn} does. */
    private final class Slow implements CachePlugin, AutoCloseable {
        @Override
        public void start(TerraceCache<?, ?> cache) {
            inside.countDown();
            await(mayGoOn);
            if (!cache.isClosed()) {
                cache.events().on(Written.type(), written -> heard.add("wrote " + written.key()), SYNCHRONOUS);
            }
            heard.add("started");
        }

        @Override
        public void stop(TerraceCache<?, ?> cache) {
            heard.add("stopped");
        }

        @Override
        public void close() {
            heard.add("closed");
        }
    }

    private CompletableFuture<Cache<Object, Object>> createSlowly() {
        CompletableFuture<Cache<Object, Object>> made = elsewhere(
                () -> caches.manager().createCache("slow", new TerraceConfiguration<>().addPlugin(Slow::new)));
        await(inside);
        return made;
    }

    @Test
    void getCache_whilePluginsAreStarted_waits_soThatTheyHearTheFirstOperation() throws Exception {
        CompletableFuture<Cache<Object, Object>> made = createSlowly();
        AtomicReference<Thread> user = new AtomicReference<>();
        CompletableFuture<Boolean> used = elsewhere(user, () -> {
            caches.manager().getCache("slow").put("a", 1);
            return true;
        });
        Awaitility.await().until(() -> user.get().getState() == Thread.State.WAITING);

        mayGoOn.countDown();

        assertThat(used.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(heard).containsExactly("started", "wrote a");
        assertThat(made.get(1, TimeUnit.MINUTES).get("a")).isEqualTo(1);
    }

    @Test
    void otherCaches_whilePluginsAreStarted_canBeMadeAndClosed() throws Exception {
        CompletableFuture<Cache<Object, Object>> made = createSlowly();

        caches.create(TestCaches.counts()).close();
        mayGoOn.countDown();

        assertThat(made.get(1, TimeUnit.MINUTES).isClosed()).isFalse();
    }

    @Test
    void close_whileAPluginIsStarted_isFollowedByItsStop_once() throws Exception {
        CompletableFuture<Cache<Object, Object>> made = createSlowly();
        caches.close();
        assertThat(heard).isEmpty();

        mayGoOn.countDown();

        assertThat(made.get(1, TimeUnit.MINUTES).isClosed()).isTrue();
        assertThat(heard).containsExactly("started", "stopped", "closed");
    }

    @Test
    void plugin_thatClosesItsCache_isStopped_andNoFurtherOneIsMade() {
        mayGoOn.countDown();
        Cache<Object, Object> cache = caches.create(
                new TerraceConfiguration<>().addPlugin(() -> Cache::close).addPlugin(Slow::new));

        assertThat(cache.isClosed()).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void plugins_thatGetEachOthersCaches_doNotHang() throws InterruptedException, ExecutionException, TimeoutException {
        CyclicBarrier both = new CyclicBarrier(2);
        CompletableFuture<Cache<Object, Object>> one = createGetting("one", "other", both);
        CompletableFuture<Cache<Object, Object>> other = createGetting("other", "one", both);

        assertThat(one.get(1, TimeUnit.MINUTES).isClosed()).isFalse();
        assertThat(other.get(1, TimeUnit.MINUTES).isClosed()).isFalse();
        assertThat(heard).containsExactlyInAnyOrder("one got other", "other got one");
    }

    private CompletableFuture<Cache<Object, Object>> createGetting(String name, String other, CyclicBarrier both) {
        CachePlugin plugin = cache -> {
            try {
                both.await(1, TimeUnit.MINUTES);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            heard.add(name + " got " + cache.getCacheManager().getCache(other).getName());
        };
        return elsewhere(
                () -> caches.manager().createCache(name, new TerraceConfiguration<>().addPlugin(() -> plugin)));
    }

    @Test
    void close_byManyThreads_stopsOnce() {
        AtomicInteger stops = new AtomicInteger();
        class Counting implements CachePlugin {
            @Override
            public void start(TerraceCache<?, ?> cache) {}

            @Override
            public void stop(TerraceCache<?, ?> cache) {
                stops.incrementAndGet();
            }
        }
        Cache<Object, Object> cache = caches.create(new TerraceConfiguration<>().addPlugin(Counting::new));

        CompletableFuture<?>[] closers = new CompletableFuture<?>[8];
        for (int i = 0; i < closers.length; i++) {
            closers[i] = elsewhere(() -> {
                cache.close();
                assertThat(cache.isClosed()).isTrue();
                return true;
            });
        }
        CompletableFuture.allOf(closers).join();

        assertThat(stops).hasValue(1);
    }
}
