package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.nodes.Commands;

/** What the operations of a cache cost in Redis, counted by Redis: scripts that it ran, and readings from its sockets. */
class SharedRoundTripsTest {
    private static final int BUCKETS = 16;

    private final SharedNodes nodes = new SharedNodes();

    /** No heartbeat comes in between. */
    private final Cache<String, Integer> cache =
            nodes.node("terrace.bus.lease=1 h").createCache("numbers", numbers());

    private final Cache<String, Integer> other =
            nodes.node("terrace.bus.lease=1 h").createCache("numbers", numbers());

    @AfterEach
    void close() {
        nodes.close();
    }

    private static TerraceConfiguration<String, Integer> numbers() {
        return new TerraceConfiguration<String, Integer>().setTypes(String.class, Integer.class);
    }

    /** Loads the length of a key. */
    private static final class Lengths implements CacheLoader<String, Integer> {
        @Override
        public Integer load(String key) {
            return key.length();
        }

        @Override
        public Map<String, Integer> loadAll(Iterable<? extends String> keys) {
            Map<String, Integer> loaded = new HashMap<>();
            keys.forEach(key -> loaded.put(key, key.length()));
            return loaded;
        }
    }

    private long scripts() {
        return Commands.number(nodes.redis().port(), "commandstats", "cmdstat_evalsha");
    }

    private long readings() {
        return Commands.number(nodes.redis().port(), "stats", "total_reads_processed");
    }

    /** How many readings one look at the server adds to what it tells. */
    private long ownReadings() {
        long before = readings();
        return readings() - before;
    }

    private void assertScripts(String operation, long expected, Runnable action) {
        long before = scripts();
        action.run();
        assertThat(scripts() - before).as(operation).isEqualTo(expected);
    }

    private void assertRoundTrips(String operation, long expected, Runnable action) {
        long own = ownReadings();
        long before = readings();
        action.run();
        assertThat(readings() - before - own).as(operation).isEqualTo(expected);
    }

    /** Waits until a node's memory is served: its subscription is confirmed, and its first heartbeat has come back. */
    private void awaitServing(Cache<String, Integer> starting, String key) {
        await().until(() -> {
            long before = scripts();
            assertThat(starting.get(key)).isNotNull();
            return scripts() == before;
        });
    }

    /** The connection is made, and the server knows the scripts. */
    private void warmUp() {
        other.put("warm", 1);
        cache.put("up", 1);
        awaitServing(cache, "warm");
        awaitServing(other, "warm");
        assertThat(cache.replace("up", 1, 2)).isTrue();
        assertThat(cache.<Integer>invoke("up", (entry, arguments) -> entry.getValue()))
                .isEqualTo(2);
        assertThat(cache.remove("up")).isTrue();
        other.putAll(Map.of("a", 1, "b", 2));
    }

    @Test
    void operationsOnOneKey_takeOneRoundTrip() {
        warmUp();
        assertScripts("get, not in memory", 1, () -> assertThat(cache.get("a")).isEqualTo(1));
        assertScripts("get, in memory", 0, () -> assertThat(cache.get("a")).isEqualTo(1));
        assertScripts(
                "containsKey, not there",
                1,
                () -> assertThat(cache.containsKey("c")).isFalse());
        assertScripts("put", 1, () -> cache.put("a", 2));
        assertScripts("get of an own write", 0, () -> assertThat(cache.get("a")).isEqualTo(2));
        assertScripts("getAndPut", 1, () -> assertThat(cache.getAndPut("a", 3)).isEqualTo(2));
        assertScripts(
                "putIfAbsent, there",
                1,
                () -> assertThat(cache.putIfAbsent("a", 4)).isFalse());
        assertScripts(
                "putIfAbsent, not there",
                1,
                () -> assertThat(cache.putIfAbsent("c", 4)).isTrue());
        assertScripts("replace", 1, () -> assertThat(cache.replace("a", 4)).isTrue());
        assertScripts(
                "getAndReplace",
                1,
                () -> assertThat(cache.getAndReplace("a", 5)).isEqualTo(4));
        assertScripts(
                "replace, same", 1, () -> assertThat(cache.replace("a", 5, 6)).isTrue());
        assertScripts(
                "replace, another",
                1,
                () -> assertThat(cache.replace("a", 5, 7)).isFalse());
        assertScripts(
                "replace, nothing",
                1,
                () -> assertThat(cache.replace("d", 5, 7)).isFalse());
        assertScripts(
                "remove, another", 1, () -> assertThat(cache.remove("a", 5)).isFalse());
        assertScripts("remove, same", 1, () -> assertThat(cache.remove("a", 6)).isTrue());
        assertScripts(
                "getAndRemove", 1, () -> assertThat(cache.getAndRemove("c")).isEqualTo(4));
        assertScripts("remove", 1, () -> assertThat(cache.remove("c")).isFalse());
    }

    @Test
    void invoke_takesOneRoundTrip_andOneMoreForWhatIsNotInMemory() {
        warmUp();
        assertScripts(
                "invoke, not in memory",
                2,
                () -> cache.invoke("a", (entry, arguments) -> {
                    entry.setValue(entry.getValue() + 1);
                    return null;
                }));
        assertScripts(
                "invoke, in memory",
                1,
                () -> cache.invoke("a", (entry, arguments) -> {
                    entry.setValue(entry.getValue() + 1);
                    return null;
                }));
        assertScripts(
                "invoke that only reads",
                1,
                () -> assertThat(cache.<Integer>invoke("a", (entry, arguments) -> entry.getValue()))
                        .isEqualTo(3));
    }

    @Test
    void readThrough_takesOneRoundTripBeforeTheLoader_andOneAfter() {
        warmUp();
        Cache<String, Integer> loading = nodes.node("terrace.bus.lease=1 h")
                .createCache("numbers", numbers().setReadThrough(true).setCacheLoaderFactory(Lengths::new));
        awaitServing(loading, "warming up");
        assertScripts("a load", 2, () -> assertThat(loading.get("four")).isEqualTo(4));
        assertScripts(
                "in memory after it", 0, () -> assertThat(loading.get("four")).isEqualTo(4));
        assertScripts("in Redis", 1, () -> assertThat(loading.get("a")).isEqualTo(1));
        Set<String> keys = Set.of("one", "two", "three", "b");
        assertRoundTrips(
                "getAll that loads", 2, () -> assertThat(loading.getAll(keys)).hasSize(4));
        CompletionListenerFuture done = new CompletionListenerFuture();
        assertRoundTrips("loadAll", 2, () -> {
            loading.loadAll(keys, true, done);
            assertThat(done).succeedsWithin(Duration.ofSeconds(10));
        });
    }

    @Test
    void bulkOperations_takeOneRoundTrip() {
        warmUp();
        Map<String, Integer> values = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            values.put("key-" + i, i);
        }
        assertRoundTrips("putAll", 1, () -> cache.putAll(values));
        assertThat(cache.getAll(values.keySet())).isEqualTo(values);
        assertRoundTrips(
                "getAll, in memory",
                0,
                () -> assertThat(cache.getAll(values.keySet())).isEqualTo(values));
        assertThat(other.get("a")).isEqualTo(1);
        assertRoundTrips(
                "getAll, not in memory",
                1,
                () -> assertThat(other.getAll(values.keySet())).isEqualTo(values));
        assertRoundTrips("removeAll of keys", 1, () -> cache.removeAll(new TreeSet<>(values.keySet())));
        await().until(() -> other.getAll(values.keySet()).isEmpty());
        cache.removeAll(
                new TreeSet<>(Set.of("a", "b", "warm"))); // What a clear makes dead is unlinked by more scripts, later.
        assertScripts("clear, of an empty cache", BUCKETS, cache::clear);
    }

    @Test
    void listeners_makeNoOperationDearer() {
        warmUp();
        CacheEntryUpdatedListener<String, Integer> nobody = events -> {};
        MutableCacheEntryListenerConfiguration<String, Integer> listener =
                new MutableCacheEntryListenerConfiguration<>(() -> nobody, null, true, true);
        cache.registerCacheEntryListener(listener);
        assertScripts("put, heard by a listener", 1, () -> cache.put("a", 2));
        assertScripts("get, in memory", 0, () -> assertThat(cache.get("a")).isEqualTo(2));
        long before = scripts();
        cache.deregisterCacheEntryListener(listener);
        await().until(() -> scripts() - before == BUCKETS); // nothing is wished for any more, in each of them
        assertScripts("put, heard by nobody", 1, () -> cache.put("a", 3));
    }

    @Test
    void accesses_thatMoveADeadline_areToldTogether() {
        warmUp();
        Cache<String, Integer> accessed = nodes.node("terrace.bus.lease=1 h")
                .createCache(
                        "accessed",
                        numbers()
                                .setExpiryPolicyFactory(AccessedExpiryPolicy.factoryOf(
                                        new javax.cache.expiry.Duration(TimeUnit.SECONDS, 100))));
        accessed.put("warm", 1);
        awaitServing(accessed, "warm");
        accessed.put("a", 1);
        long before = scripts();
        for (int i = 0; i < 200; i++) {
            assertThat(accessed.get("a")).isEqualTo(1);
        }
        await().until(() -> scripts() - before >= 2); // at the window's beginning, and at its end
        assertThat(scripts() - before).isEqualTo(2);
    }

    @Test
    void accesses_keepAnEntryAliveForAllNodes() throws Exception {
        TerraceConfiguration<String, Integer> brief = numbers()
                .setExpiryPolicyFactory(
                        AccessedExpiryPolicy.factoryOf(new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, 800)));
        Cache<String, Integer> reader = nodes.node().createCache("accessed", brief);
        Cache<String, Integer> onlooker = nodes.node().createCache("accessed", brief);
        reader.put("a", 1);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2_500);
        while (System.nanoTime() < end) {
            assertThat(reader.get("a")).isEqualTo(1);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(onlooker.containsKey("a")).as("alive in Redis").isTrue();
        await().atLeast(Duration.ofMillis(400)).until(() -> !onlooker.containsKey("a"));
        assertThat(reader.containsKey("a")).isFalse();
    }
}
