package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.TerraceEntry;
import org.terracecache.event.Expired;
import org.terracecache.linearizability.ManualTime;
import org.terracecache.spi.ListenerOptions;

class ExpiryTest {
    private static final long LIFE_MILLIS = 1_000;
    private static final Duration LIFE = new Duration(TimeUnit.MILLISECONDS, LIFE_MILLIS);
    private static final long REAL_LIFE_MILLIS = 20;
    private static final int THREADS = 4;

    private final TestCaches caches = new TestCaches();
    private final Together together = new Together();
    private final ManualTime time = new ManualTime();

    @AfterEach
    void close() {
        together.close();
        caches.close();
    }

    private Cache<String, Integer> cache(ExpiryPolicy policy) {
        return caches.create(TestCaches.counts().timeSource(time).expiry(() -> policy));
    }

    private static Optional<Long> deadline(Cache<String, Integer> cache) {
        for (Cache.Entry<String, Integer> entry : cache) {
            TerraceEntry<?, ?> own = entry.unwrap(TerraceEntry.class);
            return own.expiry().map(Instant::toEpochMilli);
        }
        return Optional.empty();
    }

    /** All threads read, or read and write, in the same instant; whoever comes last, the life begins then. */
    @Test
    void deadline_underConcurrentAccessAndUpdate_isThatOfTheLastInstant() throws Exception {
        Cache<String, Integer> cache = cache(new TouchedExpiryPolicy(LIFE));
        cache.put("key", 0);
        for (int round = 1; round <= 100; round++) {
            time.advanceMillis(LIFE_MILLIS - 1);
            int value = round;
            together.run(THREADS, number -> {
                if (number == 0 && value % 2 == 0) {
                    cache.put("key", value);
                } else {
                    cache.get("key");
                }
            });
            assertThat(deadline(cache)).as("round %d", round).hasValue(time.currentTimeMillis() + LIFE_MILLIS);
        }
    }

    @Test
    void deadline_underConcurrentReads_staysWhereReadsDoNotProlong() throws Exception {
        Cache<String, Integer> cache = cache(new ModifiedExpiryPolicy(LIFE));
        cache.put("key", 0);
        long deadline = time.currentTimeMillis() + LIFE_MILLIS;
        time.advanceMillis(LIFE_MILLIS - 1);

        together.run(THREADS, number -> {
            for (int i = 0; i < 1_000; i++) {
                assertThat(cache.get("key")).isZero();
            }
        });

        assertThat(deadline(cache)).hasValue(deadline);
        time.advanceMillis(1);
        assertThat(cache.containsKey("key")).isFalse();
    }

    /** An update moves value and deadline together: no reader gets the old value after its end, or loses the new one. */
    @Test
    void get_whileUpdatesProlong_neverMissesALiveEntry() throws Exception {
        Cache<String, Integer> cache = cache(new ModifiedExpiryPolicy(LIFE));
        cache.put("key", 0);
        int updates = 3_000;
        together.run(THREADS, number -> {
            int seen = 0;
            while (seen < updates) {
                if (number == 0) {
                    time.advanceMillis(LIFE_MILLIS - 1);
                    cache.put("key", ++seen);
                } else {
                    Integer value = cache.get("key");
                    assertThat(value).as("a live entry").isNotNull().isGreaterThanOrEqualTo(seen);
                    seen = value;
                }
            }
        });
    }

    /** Readers are not held up by a processor; what it stores lives from when it is stored. */
    @Test
    void invoke_ofAnEntryWhoseLifeEndsMeanwhile_updatesIt() throws Exception {
        Cache<String, Integer> cache = cache(new ModifiedExpiryPolicy(LIFE));
        cache.put("key", 1);

        cache.invoke("key", (entry, arguments) -> {
            time.advanceMillis(LIFE_MILLIS);
            try {
                assertThat(Together.result(together.start(() -> cache.get("key"))))
                        .isNull();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            entry.setValue(entry.getValue() + 1);
            return null;
        });

        assertThat(cache.get("key")).isEqualTo(2);
        assertThat(deadline(cache)).hasValue(time.currentTimeMillis() + LIFE_MILLIS);
    }

    @Test
    void get_byManyThreadsWhenTheLifeIsOver_tellsItOnce() throws Exception {
        List<Integer> expired = new CopyOnWriteArrayList<>();
        Cache<String, Integer> cache = cache(new CreatedExpiryPolicy(LIFE));
        listen(cache, expired, true);
        for (int round = 1; round <= 100; round++) {
            cache.put("key", round);
            time.advanceMillis(LIFE_MILLIS);
            together.run(THREADS, number -> assertThat(cache.get("key")).isNull());
            assertThat(expired).hasSize(round).endsWith(round);
        }
    }

    private static void listen(Cache<String, Integer> cache, List<Integer> expired, boolean synchronous) {
        CacheEntryExpiredListener<String, Integer> listener =
                events -> events.forEach(event -> expired.add(event.getOldValue()));
        cache.registerCacheEntryListener(
                new MutableCacheEntryListenerConfiguration<>(() -> listener, null, true, synchronous));
    }

    /** In real time. The quickest of some is what the cache does; the others are what the machine makes of it. */
    @Test
    void expiry_withoutAccess_isToldWithinASecond() {
        List<Integer> expired = new CopyOnWriteArrayList<>();
        Cache<String, Integer> cache =
                caches.create(TestCaches.counts().expireAfterCreation(java.time.Duration.ofMillis(REAL_LIFE_MILLIS)));
        listen(cache, expired, false);
        List<Long> delays = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            cache.put("key", round);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REAL_LIFE_MILLIS);
            int told = round;
            await().atMost(java.time.Duration.ofSeconds(30))
                    .pollInterval(java.time.Duration.ofMillis(10))
                    .until(() -> expired.size() == told);
            delays.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - end));
        }
        assertThat(delays).as("milliseconds").anyMatch(delay -> delay < 1_000);
        assertThat(expired).containsExactly(1, 2, 3, 4, 5);
        assertThat(TestCaches.contents(cache)).isEqualTo(Map.of());
    }

    /** An executor that fails once must not end the search for expired entries. */
    @Test
    void expiry_whenTheExecutorFailsOnce_isToldAllTheSame() {
        AtomicInteger calls = new AtomicInteger();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Cache<String, Integer> cache = caches.create(TestCaches.counts()
                .timeSource(time)
                .expiry(() -> new CreatedExpiryPolicy(LIFE))
                .executor(task -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("on purpose");
                    }
                    pool.execute(task);
                }));
        AtomicInteger expired = new AtomicInteger();
        TestCaches.own(cache)
                .events()
                .on(
                        Expired.type(),
                        event -> expired.incrementAndGet(),
                        ListenerOptions.defaults().withSynchronous(true));
        cache.put("key", 1);
        time.advanceMillis(2 * LIFE_MILLIS);

        await().untilAtomic(expired, equalTo(1));
        pool.shutdownNow();
    }

    /** The policy is asked about an update, and meanwhile there is nothing to update any more. */
    @Test
    void loadAll_whenTheEntryExpiresMeanwhile_storesAllTheSame() throws Exception {
        ExpiryPolicy policy = new ExpiryPolicy() {
            @Override
            public Duration getExpiryForCreation() {
                return LIFE;
            }

            @Override
            public Duration getExpiryForAccess() {
                return LIFE;
            }

            @Override
            public Duration getExpiryForUpdate() {
                time.advanceMillis(LIFE_MILLIS);
                return LIFE;
            }
        };
        Cache<String, Integer> cache = caches.create(
                TestCaches.loading(new Loader<>(key -> 2)).timeSource(time).expiry(() -> policy));
        cache.put("key", 1);
        CompletionListenerFuture done = new CompletionListenerFuture();

        cache.loadAll(Set.of("key"), true, done);
        done.get(20, TimeUnit.SECONDS);

        assertThat(TestCaches.contents(cache)).isEqualTo(Map.of("key", 2));
    }
}
