package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.integration.CacheWriterException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.terracecache.config.TerraceConfiguration;

/** Write-through: guarantee G10. */
class WriteThroughTest {
    private static final int WRITERS = 8;

    private final TestCaches caches = new TestCaches();
    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
        caches.close();
    }

    private static TerraceConfiguration<String, Integer> writing(Database<String, Integer> database) {
        return TestCaches.counts().setWriteThrough(true).setCacheWriterFactory(() -> database);
    }

    /** The operations that call a writer. */
    enum Change {
        PUT(cache -> cache.put("there", 2)),
        PUT_NEW(cache -> cache.put("new", 2)),
        GET_AND_PUT(cache -> cache.getAndPut("there", 2)),
        PUT_IF_ABSENT(cache -> cache.putIfAbsent("new", 2)),
        PUT_ALL(cache -> cache.putAll(Map.of("there", 2, "new", 2))),
        REPLACE(cache -> cache.replace("there", 2)),
        REPLACE_SAME(cache -> cache.replace("there", 1, 2)),
        GET_AND_REPLACE(cache -> cache.getAndReplace("there", 2)),
        REMOVE(cache -> cache.remove("there")),
        REMOVE_SAME(cache -> cache.remove("there", 1)),
        GET_AND_REMOVE(cache -> cache.getAndRemove("there")),
        REMOVE_ALL(Cache::removeAll),
        REMOVE_ALL_KEYS(cache -> cache.removeAll(Set.of("there"))),
        INVOKE(cache -> cache.invoke("there", (entry, arguments) -> {
            entry.setValue(2);
            return null;
        })),
        INVOKE_REMOVE(cache -> cache.invoke("there", (entry, arguments) -> {
            entry.remove();
            return null;
        }));

        @SuppressWarnings("ImmutableEnumChecker") // the lambdas above hold nothing
        private final Consumer<Cache<String, Integer>> change;

        Change(Consumer<Cache<String, Integer>> change) {
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource
    void change_whenTheWriterThrows_changesNothing(Change change) {
        boolean[] fails = {false};
        Database<String, Integer> database = new Database<>() {
            @Override
            void before(Object key) {
                if (fails[0]) {
                    throw new IllegalStateException("on purpose");
                }
            }
        };
        Cache<String, Integer> cache = caches.create(writing(database));
        cache.put("there", 1);
        fails[0] = true;
        TestCaches.statistics(cache).clear();

        assertThatThrownBy(() -> change.change.accept(cache))
                .isInstanceOf(CacheWriterException.class)
                .hasRootCauseMessage("on purpose");

        assertThat(TestCaches.statistics(cache).getCachePuts()).isZero();
        assertThat(TestCaches.statistics(cache).getCacheRemovals()).isZero();
        assertThat(TestCaches.contents(cache)).isEqualTo(Map.of("there", 1)).isEqualTo(database.rows);
    }

    @Test
    void putAll_whenTheWriterFailsMidway_storesWhatWasWritten() {
        Database<String, Integer> database = new Database<>() {
            @Override
            void before(Object key) {
                if (key.equals("bad")) {
                    throw new IllegalStateException("on purpose");
                }
            }
        };
        Cache<String, Integer> cache = caches.create(writing(database));
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("good", 1);
        all.put("bad", 2);
        all.put("late", 3);

        assertThatThrownBy(() -> cache.putAll(all)).isInstanceOf(CacheWriterException.class);

        assertThat(TestCaches.contents(cache)).isEqualTo(Map.of("good", 1)).isEqualTo(database.rows);
    }

    private static TerraceConfiguration<Object, Object> writingByValue(Database<Object, Object> database) {
        return new TerraceConfiguration<Object, Object>()
                .setTypes(Object.class, Object.class)
                .setWriteThrough(true)
                .setCacheWriterFactory(() -> database);
    }

    /** Cannot be copied, and comes last in the order in which keys are held. */
    private static final class NoCopy {
        @Override
        public int hashCode() {
            return Integer.MAX_VALUE;
        }

        @Override
        public boolean equals(Object other) {
            return other == this;
        }
    }

    @Test
    void putAll_ofAKeyThatCannotBeCopied_writesNothingAndHoldsNoKey() throws Exception {
        Database<Object, Object> database = new Database<>();
        Cache<Object, Object> cache = caches.create(writingByValue(database));

        assertThatThrownBy(() -> cache.putAll(Map.of("good", 1, new NoCopy(), 2)))
                .isInstanceOf(CacheException.class);
        assertThatThrownBy(() -> cache.removeAll(Set.of("good", new NoCopy()))).isInstanceOf(CacheException.class);

        assertThat(database.rows).isEmpty();
        Together.result(together.start(() -> {
            cache.put("good", 3);
            return null;
        }));
        assertThat(cache.get("good")).isEqualTo(3);
    }

    @Test
    void putAll_ofAValueThatCannotBeCopied_writesNothing() {
        Database<Object, Object> database = new Database<>();
        Cache<Object, Object> cache = caches.create(writingByValue(database));

        assertThatThrownBy(() -> cache.putAll(Map.of("good", 1, "bad", new NoCopy())))
                .isInstanceOf(CacheException.class);

        assertThat(TestCaches.contents(cache)).isEmpty();
        assertThat(database.rows).isEmpty();
    }

    @Test
    void invoke_thatSetsAValueThatCannotBeCopied_writesNothing() {
        Database<Object, Object> database = new Database<>();
        Cache<Object, Object> cache = caches.create(writingByValue(database));

        assertThatThrownBy(() -> cache.invoke("key", (entry, arguments) -> {
                    entry.setValue(new NoCopy());
                    return null;
                }))
                .isInstanceOf(CacheException.class);

        assertThat(TestCaches.contents(cache)).isEmpty();
        assertThat(database.rows).isEmpty();
    }

    /** The same order in both places, so that both end in the same state; also where entries are evicted meanwhile. */
    @ParameterizedTest
    @ValueSource(longs = {0, 2})
    void changes_by8WritersOfOneKey_reachTheDatabaseInTheOrderOfTheCache(long maximumEntries) throws Exception {
        long seed = Long.getLong("terrace.seed", System.nanoTime());
        Database<String, Integer> database = new Database<>() {
            @Override
            void before(Object key) {
                Together.giveWay();
            }
        };
        TerraceConfiguration<String, Integer> configuration = writing(database);
        if (maximumEntries > 0) {
            configuration.maximumEntries(maximumEntries).executor(Runnable::run);
        }
        Cache<String, Integer> cache = caches.create(configuration);
        for (int round = 0; round < 20; round++) {
            long roundSeed = seed + round;
            together.run(WRITERS, number -> {
                Random random = new Random(roundSeed * 31 + number);
                for (int i = 0; i < 50; i++) {
                    change(cache, random, number * 1_000 + i);
                }
            });
            assertThat(database.rows)
                    .as("round %d of seed %d", round, seed)
                    .containsAllEntriesOf(TestCaches.contents(cache));
            if (maximumEntries == 0) {
                assertThat(TestCaches.contents(cache)).as("seed %d", seed).isEqualTo(database.rows);
            }
        }
    }

    private static void change(Cache<String, Integer> cache, Random random, int value) {
        switch (random.nextInt(7)) {
            case 0, 1 -> cache.put("key", value);
            case 2 -> cache.remove("key");
            case 3 -> cache.putIfAbsent("key", value);
            case 4 -> cache.getAndReplace("key", value);
            case 5 -> cache.putAll(Map.of("key", value, "other", value));
            default ->
                cache.invoke("key", (entry, arguments) -> {
                    entry.setValue(value);
                    return null;
                });
        }
    }

    @Test
    void putAll_inOppositeOrdersByTwoThreads_endsWithOneOrder() throws Exception {
        Database<String, Integer> database = new Database<>() {
            @Override
            void before(Object key) {
                Together.giveWay();
            }
        };
        Cache<String, Integer> cache = caches.create(writing(database));
        Future<Object> forwards = together.start(() -> putAllInOrder(cache, 1, "Aa", "BB", "c", "d"));
        Future<Object> backwards = together.start(() -> putAllInOrder(cache, 2, "d", "c", "BB", "Aa"));

        Together.result(forwards);
        Together.result(backwards);

        assertThat(TestCaches.contents(cache)).hasSize(4).isEqualTo(database.rows);
        assertThat(Set.copyOf(database.rows.values()))
                .as("one of them was last for all keys")
                .hasSize(1);
    }

    /** "Aa" and "BB" have the same hash code: the order of hash codes does not order them. */
    private static Object putAllInOrder(Cache<String, Integer> cache, int value, String... keys) {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (String key : keys) {
            map.put(key, value);
        }
        for (int i = 0; i < 300; i++) {
            cache.putAll(map);
        }
        return null;
    }
}
