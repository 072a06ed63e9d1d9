package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.integration.CacheLoader;
import javax.cache.processor.EntryProcessor;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.interceptor.SimpleKey;
import org.terracecache.config.TerraceConfiguration;

/** Two nodes in one JVM over a real Redis, through the standard's interfaces: guarantees G1, G3, G4 and, for conditional operations, G8. */
class SharedCachesTest {
    private static final EntryProcessor<String, Integer, Integer> INCREMENT = (entry, arguments) -> {
        int next = entry.exists() ? entry.getValue() + 1 : 1;
        entry.setValue(next);
        return next;
    };

    private static final EntryProcessor<String, Integer, Integer> READ = (entry, arguments) -> entry.getValue();

    private final SharedNodes nodes = new SharedNodes();
    private final Together together = new Together();
    private final CacheManager one = nodes.node();
    private final CacheManager two = nodes.node();

    @AfterEach
    void close() {
        together.close();
        nodes.close();
    }

    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    private static TerraceConfiguration<String, Integer> numbers() {
        return new TerraceConfiguration<String, Integer>().setTypes(String.class, Integer.class);
    }

    private List<Cache<String, Integer>> both(String name) {
        return List.of(one.createCache(name, numbers()), two.createCache(name, numbers()));
    }

    @Test
    void put_onOneNode_replacesWhatTheOtherHasInMemory() {
        List<Cache<String, Integer>> caches = both("numbers");
        for (int i = 0; i < 200; i++) {
            int value = i;
            Cache<String, Integer> writer = caches.get(i % 2);
            Cache<String, Integer> reader = caches.get((i + 1) % 2);
            writer.put("key", value);
            assertThat(writer.get("key")).as("own write").isEqualTo(value);
            soon().until(() -> reader.get("key") == value);
        }
    }

    @Test
    void reads_ofEachThread_neverGoBack() throws Exception {
        List<Cache<String, Integer>> caches = both("numbers");
        caches.get(0).put("key", 0);
        together.run(4, number -> {
            Cache<String, Integer> cache = caches.get(number % 2);
            int last = 0;
            for (int i = 1; i <= 1_000; i++) {
                if (number == 0) {
                    cache.put("key", i);
                }
                int seen = cache.get("key");
                assertThat(seen).as("read %s of thread %s", i, number).isGreaterThanOrEqualTo(number == 0 ? i : last);
                last = seen;
            }
        });
    }

    @Test
    void invoke_onBothNodes_losesNothing_whileScriptsAndSubscriptionsAreLost() throws Exception {
        List<Cache<String, Integer>> caches = both("numbers");
        int threads = 4;
        int rounds = 300;
        together.run(threads + 1, number -> {
            if (number == threads) {
                for (int i = 0; i < 5; i++) {
                    nodes.command("SCRIPT FLUSH");
                    nodes.killSubscribers();
                    int reached = i + 1;
                    soon().until(() -> caches.get(0).get("a") != null
                            && caches.get(0).get("a") >= Math.min(reached * 40, threads * rounds / 2));
                }
                return;
            }
            for (int i = 0; i < rounds; i++) {
                caches.get(number % 2).invoke(i % 2 == 0 ? "a" : "b", INCREMENT);
            }
        });
        for (Cache<String, Integer> cache : caches) {
            assertThat(cache.get("a")).isEqualTo(threads * rounds / 2);
            assertThat(cache.get("b")).isEqualTo(threads * rounds / 2);
        }
    }

    @Test
    void putIfAbsent_onBothNodes_hasOneWinner() throws Exception {
        List<Cache<String, Integer>> caches = both("numbers");
        int keys = 500;
        AtomicInteger winners = new AtomicInteger();
        together.run(4, number -> {
            for (int i = 0; i < keys; i++) {
                if (caches.get(number % 2).putIfAbsent("key-" + i, number)) {
                    winners.incrementAndGet();
                }
            }
        });
        assertThat(winners).hasValue(keys);
        for (int i = 0; i < keys; i++) {
            String key = "key-" + i;
            soon().until(() -> caches.get(0).get(key).equals(caches.get(1).get(key)));
        }
    }

    @Test
    void replace_inLoopsOnBothNodes_losesNothing() throws Exception {
        List<Cache<String, Integer>> caches = both("numbers");
        caches.get(0).put("key", 0);
        int threads = 4;
        int rounds = 100;
        together.run(threads, number -> {
            Cache<String, Integer> cache = caches.get(number % 2);
            for (int i = 0; i < rounds; i++) {
                int value = cache.get("key");
                while (!cache.replace("key", value, value + 1)) {
                    value = cache.get("key");
                }
            }
        });
        assertThat(caches.get(0).invoke("key", READ)).isEqualTo(threads * rounds);
    }

    @Test
    void removeAndClear_reachTheOtherNode() {
        List<Cache<String, Integer>> caches = both("numbers");
        caches.get(0).putAll(Map.of("a", 1, "b", 2, "c", 3));
        assertThat(caches.get(1).getAll(Set.of("a", "b", "c"))).hasSize(3);
        assertThat(caches.get(0).remove("a")).isTrue();
        soon().until(() -> !caches.get(1).containsKey("a"));
        caches.get(1).clear();
        assertThat(caches.get(1).containsKey("b")).isFalse();
        soon().until(() -> !caches.get(0).containsKey("b") && caches.get(0).get("c") == null);
        assertThat(caches.get(0).iterator().hasNext()).isFalse();
        caches.get(0).put("b", 4);
        soon().until(() -> Integer.valueOf(4).equals(caches.get(1).get("b")));
    }

    /** A clear takes as long for many entries as for few: what it made dead goes later, here and there. */
    @Test
    void clear_givesTheSpaceBack() {
        List<Cache<String, Integer>> caches = both("numbers");
        Map<String, Integer> many = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            many.put("key-" + i, i);
        }
        caches.get(0).putAll(many);
        assertThat(caches.get(1).getAll(many.keySet())).isEqualTo(many);
        caches.get(0).clear();
        caches.get(0).put("another", 1);
        soon().until(() -> nodes.command("KEYS *key-*").equals("*0"));
        assertThat(caches.get(0).get("another")).isEqualTo(1);
        soon().until(() -> memory(caches.get(0)) == 1 && memory(caches.get(1)) == 0);
        two.destroyCache("numbers");
        soon().until(() -> nodes.command("KEYS *another*").equals("*0"));
    }

    private static long memory(Cache<?, ?> cache) {
        return TestCaches.core(cache).stack().memory().estimatedSize();
    }

    @Test
    void close_keepsTheEntries_andDestroyDoesNot() {
        List<Cache<String, Integer>> caches = both("numbers");
        caches.get(0).put("key", 1);
        caches.get(0).close();
        Cache<String, Integer> again = one.createCache("numbers", numbers());
        assertThat(again.get("key")).isEqualTo(1);
        one.destroyCache("numbers");
        soon().until(() -> caches.get(1).get("key") == null);
        assertThat(one.createCache("numbers", numbers()).get("key")).isNull();
    }

    @Test
    void load_thatAnotherNodeOvertakes_isReturnedAndNotStored() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        CacheLoader<String, Integer> loader = new CacheLoader<>() {
            @Override
            public Integer load(String key) {
                loading.countDown();
                Together.awaitSignal(written);
                return 1;
            }

            @Override
            public Map<String, Integer> loadAll(Iterable<? extends String> keys) {
                Map<String, Integer> loaded = new HashMap<>();
                keys.forEach(key -> loaded.put(key, load(key)));
                return loaded;
            }
        };
        Cache<String, Integer> reader =
                one.createCache("numbers", numbers().setReadThrough(true).setCacheLoaderFactory(() -> loader));
        Cache<String, Integer> writer = two.createCache("numbers", numbers());
        Future<Integer> loaded = together.start(() -> reader.get("key"));
        Together.awaitSignal(loading);
        writer.put("key", 2);
        assertThat(writer.remove("key")).isTrue();
        written.countDown();
        assertThat(Together.result(loaded)).isEqualTo(1);
        assertThat(writer.containsKey("key")).isFalse();
        assertThat(reader.containsKey("key")).isFalse();
    }

    @Test
    void restart_ofAnEmptyRedis_bringsNoOldValueBack() {
        List<Cache<String, Integer>> caches = both("numbers");
        caches.get(0).put("old", 1);
        assertThat(caches.get(1).get("old")).isEqualTo(1);
        nodes.redis().restart();
        soon().ignoreExceptionsInstanceOf(CacheException.class).until(() -> {
            caches.get(0).put("new", 2);
            return true;
        });
        soon().ignoreExceptionsInstanceOf(CacheException.class)
                .until(() -> caches.get(0).get("old") == null && caches.get(1).get("old") == null);
        caches.get(0).put("old", 3);
        soon().until(() -> Integer.valueOf(3).equals(caches.get(1).get("old")));
        assertThat(caches.get(1).get("new")).isEqualTo(2);
    }

    @Test
    void pause_ofRedis_makesOperationsFail_andLosesNothingThatWasAcknowledged() {
        CacheManager impatient = nodes.node("terrace.remote.command-timeout=300 ms");
        Cache<String, Integer> cache = impatient.createCache("numbers", numbers());
        Cache<String, Integer> other = one.createCache("numbers", numbers());
        cache.put("key", 1);
        nodes.redis().pause();
        assertThatThrownBy(() -> cache.put("key", 2))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("numbers");
        nodes.redis().resume();
        assertThat(cache.invoke("key", INCREMENT)).isIn(2, 3);
        assertThat(other.invoke("key", READ)).isEqualTo(cache.get("key"));
    }

    /** A key of a set has no order of its own; its two halves may serialize as the same object or as equal ones. */
    record Pair(String left, String right) implements java.io.Serializable {}

    @Test
    void keysThatAreEqual_andOddNames_areOneEntryEach() {
        for (String name : List.of("a:b", "{a}", "100%", "with space", "a:b:{c}%20", "ü")) {
            Cache<Object, String> first = one.createCache(name, new TerraceConfiguration<Object, String>());
            Cache<Object, String> second = two.createCache(name, new TerraceConfiguration<Object, String>());
            List<List<Object>> equal = List.of(
                    List.of(new HashSet<>(List.of("Aa", "BB", "C#")), new HashSet<>(List.of("C#", "BB", "Aa"))),
                    List.of(new Pair("q", "q"), new Pair("q", new String(new char[] {'q'}))),
                    List.of(new UUID(1, 2), UUID.fromString("00000000-0000-0001-0000-000000000002")),
                    List.of(new SimpleKey("q", 1), new SimpleKey(new String(new char[] {'q'}), 1)),
                    List.of(SimpleKey.EMPTY, new SimpleKey()),
                    List.of("a:b", "a:b"),
                    List.of(1L, 1L));
            for (List<Object> keys : equal) {
                first.put(keys.get(0), name);
                assertThat(second.get(keys.get(1))).isEqualTo(name);
                second.put(keys.get(1), "other");
                soon().until(() -> "other".equals(first.get(keys.get(0))));
                assertThat(first.remove(keys.get(0))).isTrue();
                soon().until(() -> second.get(keys.get(1)) == null);
            }
            assertThat(TestCaches.contents(first)).isEmpty();
        }
    }

    @Test
    void storeByReference_isRefused() {
        assertThatThrownBy(() -> one.createCache("numbers", numbers().setStoreByValue(false)))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
