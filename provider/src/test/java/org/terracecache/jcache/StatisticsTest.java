package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.management.CacheStatisticsMXBean;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.terracecache.linearizability.ManualTime;
import org.terracecache.spi.TimeSource;

class StatisticsTest {
    private static final float FIVE_MILLIS_IN_MICROS = 5_000;
    private static final Percentage FIFTH = Percentage.withPercentage(20);

    private final TestCaches caches = new TestCaches();
    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
        caches.close();
    }

    /** The standard's table: what an operation counts, on a cache that holds "there" with 1. */
    enum Row {
        GET_HIT(cache -> cache.get("there"), 1, 0, 0, 0),
        GET_MISS(cache -> cache.get("absent"), 0, 1, 0, 0),
        GET_ALL(cache -> cache.getAll(Set.of("there", "absent", "gone")), 1, 2, 0, 0),
        CONTAINS_KEY(cache -> cache.containsKey("there"), 0, 0, 0, 0),
        PUT(cache -> cache.put("there", 2), 0, 0, 1, 0),
        PUT_NEW(cache -> cache.put("absent", 2), 0, 0, 1, 0),
        PUT_ALL(cache -> cache.putAll(Map.of("there", 2, "absent", 3)), 0, 0, 2, 0),
        GET_AND_PUT(cache -> cache.getAndPut("there", 2), 1, 0, 1, 0),
        GET_AND_PUT_NEW(cache -> cache.getAndPut("absent", 2), 0, 1, 1, 0),
        PUT_IF_ABSENT_TRUE(cache -> cache.putIfAbsent("absent", 2), 0, 1, 1, 0),
        PUT_IF_ABSENT_FALSE(cache -> cache.putIfAbsent("there", 2), 1, 0, 0, 0),
        REMOVE(cache -> cache.remove("there"), 0, 0, 0, 1),
        REMOVE_ABSENT(cache -> cache.remove("absent"), 0, 0, 0, 0),
        REMOVE_SAME(cache -> cache.remove("there", 1), 1, 0, 0, 1),
        REMOVE_SAME_ABSENT(cache -> cache.remove("absent", 1), 0, 1, 0, 0),
        GET_AND_REMOVE(cache -> cache.getAndRemove("there"), 1, 0, 0, 1),
        GET_AND_REMOVE_ABSENT(cache -> cache.getAndRemove("absent"), 0, 1, 0, 0),
        REPLACE(cache -> cache.replace("there", 2), 1, 0, 1, 0),
        REPLACE_ABSENT(cache -> cache.replace("absent", 2), 0, 1, 0, 0),
        REPLACE_SAME(cache -> cache.replace("there", 1, 2), 1, 0, 1, 0),
        REPLACE_SAME_ABSENT(cache -> cache.replace("absent", 1, 2), 0, 1, 0, 0),
        GET_AND_REPLACE(cache -> cache.getAndReplace("there", 2), 1, 0, 1, 0),
        GET_AND_REPLACE_ABSENT(cache -> cache.getAndReplace("absent", 2), 0, 1, 0, 0),
        REMOVE_ALL(Cache::removeAll, 0, 0, 0, 1),
        REMOVE_ALL_KEYS(cache -> cache.removeAll(Set.of("there", "absent")), 0, 0, 0, 1),
        CLEAR(Cache::clear, 0, 0, 0, 0),
        ITERATION(cache -> cache.forEach(entry -> {}), 1, 0, 0, 0),
        INVOKE_READ(cache -> cache.invoke("there", (entry, arguments) -> entry.getValue()), 1, 0, 0, 0),
        INVOKE_WRITE(
                cache -> cache.invoke("absent", (entry, arguments) -> {
                    entry.setValue(2);
                    return null;
                }),
                0,
                1,
                1,
                0),
        INVOKE_REMOVE(
                cache -> cache.invoke("there", (entry, arguments) -> {
                    entry.remove();
                    return null;
                }),
                1,
                0,
                0,
                1);

        @SuppressWarnings("ImmutableEnumChecker") // the lambdas above hold nothing
        private final Consumer<Cache<String, Integer>> operation;

        @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
        private final long[] expected;

        Row(Consumer<Cache<String, Integer>> operation, long hits, long misses, long puts, long removals) {
            this.operation = operation;
            this.expected = new long[] {hits, misses, puts, removals, 0};
        }
    }

    private static long[] counts(CacheStatisticsMXBean statistics) {
        return new long[] {
            statistics.getCacheHits(),
            statistics.getCacheMisses(),
            statistics.getCachePuts(),
            statistics.getCacheRemovals(),
            statistics.getCacheEvictions()
        };
    }

    @ParameterizedTest
    @EnumSource
    void operation_once_countsWhatTheTableSays(Row row) {
        Cache<String, Integer> cache = caches.create(TestCaches.counts());
        cache.put("there", 1);
        CacheStatisticsMXBean statistics = TestCaches.statistics(cache);
        statistics.clear();

        row.operation.accept(cache);

        assertThat(counts(statistics))
                .as("hits, misses, puts, removals, evictions")
                .containsExactly(row.expected);
        assertThat(statistics.getCacheGets()).isEqualTo(row.expected[0] + row.expected[1]);
    }

    @Test
    void counts_underConcurrentOperations_areExact() throws Exception {
        Cache<String, Integer> cache = caches.create(TestCaches.counts());
        cache.put("there", 1);
        CacheStatisticsMXBean statistics = TestCaches.statistics(cache);
        statistics.clear();

        together.run(8, number -> {
            for (int i = 0; i < 5_000; i++) {
                cache.get("there");
                cache.get("absent");
                cache.put("there", i);
                cache.put("mine-" + number, i);
                cache.remove("mine-" + number);
            }
        });

        assertThat(counts(statistics)).containsExactly(40_000, 40_000, 80_000, 40_000, 0);
        assertThat(statistics.getCacheHitPercentage()).isEqualTo(50f, within(0.01f));
        assertThat(statistics.getCacheMissPercentage()).isEqualTo(50f, within(0.01f));
    }

    @Test
    void averageGetTime_ofALoaderThatTakes5Ms_isReported() {
        ManualTime time = new ManualTime();
        Cache<String, Integer> cache = caches.create(TestCaches.loading(new Loader<>(key -> {
                    time.advanceMillis(5);
                    return 1;
                }))
                .timeSource(time));
        for (int i = 0; i < 100; i++) {
            cache.get("key-" + i);
        }

        assertThat(TestCaches.statistics(cache).getAverageGetTime()).isCloseTo(FIVE_MILLIS_IN_MICROS, FIFTH);
    }

    @Test
    void averageGetTime_ofHitsAndLoads_weighsBothByTheirNumber() {
        ManualTime time = new ManualTime();
        Cache<String, Integer> cache = caches.create(TestCaches.loading(new Loader<>(key -> {
                    time.advanceMillis(5);
                    return 1;
                }))
                .timeSource(time));
        for (int i = 0; i < 100; i++) {
            for (int repeat = 0; repeat < 4; repeat++) {
                cache.get("key-" + i);
            }
        }

        assertThat(TestCaches.statistics(cache).getAverageGetTime()).isCloseTo(FIVE_MILLIS_IN_MICROS / 4, FIFTH);
    }

    @Test
    void averageGetTime_ofGetAllThatLoads_sharesTheLoadersTime() {
        ManualTime time = new ManualTime();
        Cache<String, Integer> cache = caches.create(TestCaches.loading(new Loader<>(key -> {
                    time.advanceMillis(5);
                    return 1;
                }))
                .timeSource(time));

        cache.getAll(Set.of("a", "b", "c", "d"));

        assertThat(TestCaches.statistics(cache).getAverageGetTime()).isCloseTo(FIVE_MILLIS_IN_MICROS, FIFTH);
    }

    @Test
    void averageTimes_ofAWriterThatTakes5Ms_areReported() {
        ManualTime time = new ManualTime();
        Database<String, Integer> database = new Database<>() {
            @Override
            void before(Object key) {
                time.advanceMillis(5);
            }
        };
        Cache<String, Integer> cache = caches.create(TestCaches.counts()
                .setWriteThrough(true)
                .setCacheWriterFactory(() -> database)
                .timeSource(time));
        for (int i = 0; i < 100; i++) {
            cache.put("key-" + i, i);
        }
        for (int i = 0; i < 50; i++) {
            cache.remove("key-" + i);
        }
        for (int i = 50; i < 100; i++) {
            cache.invoke("key-" + i, (entry, arguments) -> {
                entry.setValue(1);
                return null;
            });
        }

        assertThat(TestCaches.statistics(cache).getAveragePutTime()).isCloseTo(FIVE_MILLIS_IN_MICROS, FIFTH);
        assertThat(TestCaches.statistics(cache).getAverageRemoveTime()).isCloseTo(FIVE_MILLIS_IN_MICROS, FIFTH);
    }

    @Test
    void averageTimes_ofBulkOperationsWithAWriterThatTakes5Ms_areReported() {
        ManualTime time = new ManualTime();
        Database<String, Integer> database = new Database<>() {
            @Override
            void before(Object key) {
                time.advanceMillis(5);
            }
        };
        Cache<String, Integer> cache = caches.create(TestCaches.counts()
                .setWriteThrough(true)
                .setCacheWriterFactory(() -> database)
                .timeSource(time));

        cache.putAll(Map.of("a", 1, "b", 2, "c", 3, "d", 4));
        cache.removeAll(Set.of("a", "b", "c", "d"));

        assertThat(TestCaches.statistics(cache).getAveragePutTime()).isCloseTo(FIVE_MILLIS_IN_MICROS, FIFTH);
        assertThat(TestCaches.statistics(cache).getAverageRemoveTime()).isCloseTo(FIVE_MILLIS_IN_MICROS, FIFTH);
    }

    /** Whatever came before, so that the turn to be timed is nobody's by chance. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65})
    void averageGetTime_ofMisses_isMeasuredWhateverTheHits(int hits) {
        Cache<String, Integer> cache = caches.create(TestCaches.counts().timeSource(new Steps()));
        cache.put("there", 1);
        for (int i = 0; i < hits; i++) {
            cache.get("there");
        }
        for (int i = 0; i < 1_000; i++) {
            cache.get("absent");
        }
        for (int i = 0; i < 1_000; i++) {
            cache.getAll(Set.of("absent"));
        }

        assertThat(TestCaches.statistics(cache).getAverageGetTime()).isEqualTo(1f, within(0.01f));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65})
    void averageGetTime_ofRefusedPuts_isMeasuredWhateverThePuts(int puts) {
        Cache<String, Integer> cache = caches.create(TestCaches.counts().timeSource(new Steps()));
        for (int i = 0; i < puts; i++) {
            cache.put("there", 1);
        }
        for (int i = 0; i < 1_000; i++) {
            cache.putIfAbsent("there", 2);
        }

        assertThat(TestCaches.statistics(cache).getAverageGetTime()).isEqualTo(1f, within(0.01f));
    }

    /** Each look at this clock finds it a microsecond later. */
    private static final class Steps implements TimeSource {
        private final AtomicLong nanos = new AtomicLong();

        @Override
        public long nanoTime() {
            return nanos.addAndGet(1_000);
        }

        @Override
        public long currentTimeMillis() {
            return 0;
        }
    }
}
