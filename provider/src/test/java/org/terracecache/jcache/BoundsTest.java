package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.Evicted;
import org.terracecache.spi.ListenerOptions;

class BoundsTest {
    private static final long MAXIMUM_WEIGHT = 100;

    private final TestCaches caches = new TestCaches();
    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
        caches.close();
    }

    /** An entry weighs what its value says. */
    private Cache<String, Integer> weighing() {
        TerraceConfiguration<String, Integer> configuration = TestCaches.counts();
        return caches.create(configuration
                .maximumWeight(MAXIMUM_WEIGHT, (key, value) -> value)
                .executor(Runnable::run));
    }

    private static int weight(Cache<String, Integer> cache) {
        TestCaches.evictNow(cache);
        return TestCaches.contents(cache).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    @Test
    void put_ofMoreThanTheMaximumEntries_evictsAndCounts() {
        Cache<String, Integer> cache =
                caches.create(TestCaches.counts().maximumEntries(10).executor(Runnable::run));
        for (int i = 0; i < 100; i++) {
            cache.put("key-" + i, i);
        }
        TestCaches.evictNow(cache);

        assertThat(TestCaches.contents(cache)).hasSize(10);
        assertThat(TestCaches.statistics(cache).getCacheEvictions()).isEqualTo(90);
    }

    @Test
    void put_ofMoreThanTheMaximumWeight_evicts() {
        Cache<String, Integer> cache = weighing();
        for (int i = 0; i < 50; i++) {
            cache.put("key-" + i, 5);
        }

        assertThat(weight(cache)).isEqualTo(100);
    }

    @Test
    void put_thatMakesAnEntryHeavier_evictsOthers() {
        Cache<String, Integer> cache = weighing();
        for (int i = 0; i < 20; i++) {
            cache.put("key-" + i, 5);
        }
        assertThat(weight(cache)).isEqualTo(100);

        cache.put("key-7", 50);

        assertThat(weight(cache)).isBetween(1, 100);
        assertThat(TestCaches.contents(cache)).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void put_thatMakesEntriesLighter_leavesRoom() {
        Cache<String, Integer> cache = weighing();
        for (int i = 0; i < 20; i++) {
            cache.put("key-" + i, 5);
        }
        for (int i = 0; i < 20; i++) {
            cache.put("key-" + i, 1);
        }
        for (int i = 20; i < 100; i++) {
            cache.put("key-" + i, 1);
        }

        assertThat(weight(cache)).as("nothing had to go").isEqualTo(100);
        assertThat(TestCaches.statistics(cache).getCacheEvictions()).isZero();
    }

    @Test
    void invoke_thatMakesAnEntryHeavier_evictsOthers() {
        Cache<String, Integer> cache = weighing();
        for (int i = 0; i < 20; i++) {
            cache.put("key-" + i, 5);
        }

        cache.invoke("key-3", (entry, arguments) -> {
            entry.setValue(80);
            return null;
        });

        assertThat(weight(cache)).isBetween(1, 100);
    }

    @Test
    void put_ofAnEntryHeavierThanTheCache_keepsTheBound() {
        Cache<String, Integer> cache = weighing();
        cache.put("light", 5);
        cache.put("heavy", 101);

        assertThat(weight(cache)).isLessThanOrEqualTo(100);
    }

    @Test
    void bounds_underConcurrentChanges_hold() throws Exception {
        Cache<String, Integer> cache = weighing();
        together.run(4, number -> {
            for (int i = 0; i < 3_000; i++) {
                String key = "key-" + (i * 7 + number * 13) % 60;
                switch (i % 5) {
                    case 0 -> cache.remove(key);
                    case 1 ->
                        cache.invoke(key, (entry, arguments) -> {
                            entry.setValue(entry.exists() ? entry.getValue() % 20 + 1 : 1);
                            return null;
                        });
                    default -> cache.put(key, i % 30);
                }
            }
        });

        assertThat(weight(cache)).isBetween(1, (int) MAXIMUM_WEIGHT);
        Map<String, Integer> left = new HashMap<>(TestCaches.contents(cache));
        left.forEach((key, value) -> assertThat(cache.get(key)).isEqualTo(value));
    }

    /** Nothing that has left is counted any more: the cache can be filled again to the last place. */
    @Test
    void bounds_afterManyRemovals_leaveAllRoom() {
        Cache<String, Integer> cache = weighing();
        for (int i = 0; i < 1_000; i++) {
            cache.put("key-" + i, 5);
            cache.remove("key-" + i);
        }
        cache.clear();
        for (int i = 0; i < 20; i++) {
            cache.put("again-" + i, 5);
        }

        assertThat(weight(cache)).isEqualTo(100);
    }

    /** The cache's own way to evict, a pool, and the thread that puts. */
    enum By {
        DEFAULT,
        POOL,
        CALLER
    }

    @ParameterizedTest
    @EnumSource
    void eviction_onWhicheverThread_tellsSynchronousListeners(By by) {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        TerraceConfiguration<String, Integer> configuration =
                TestCaches.counts().maximumEntries(10);
        switch (by) {
            case POOL -> configuration.executor(pool);
            case CALLER -> configuration.executor(Runnable::run);
            case DEFAULT -> {}
        }
        Cache<String, Integer> cache = caches.create(configuration);
        AtomicInteger heard = new AtomicInteger();
        TestCaches.own(cache)
                .events()
                .memory()
                .on(
                        Evicted.type(),
                        event -> heard.incrementAndGet(),
                        ListenerOptions.defaults().withSynchronous(true));
        for (int i = 0; i < 1_000; i++) {
            cache.put("key-" + i, i);
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> TestCaches.statistics(cache).getCacheEvictions() >= 980);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(heard.get())
                        .isEqualTo((int) TestCaches.statistics(cache).getCacheEvictions()));
        pool.shutdownNow();
    }
}
