package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.integration.CacheLoaderException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadingTest {
    private static final String KEY = "key";

    private final TestCaches caches = new TestCaches();
    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
        caches.close();
    }

    /** A loader that waits to be let go in its first call, and counts. */
    private static final class Gate {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private final AtomicInteger calls = new AtomicInteger();

        Integer load(String key) {
            int call = calls.incrementAndGet();
            if (call == 1) {
                entered.countDown();
                Together.awaitSignal(open);
            }
            return call;
        }
    }

    /** What overtakes a load. */
    enum Overtaker {
        PUT(cache -> cache.put(KEY, 100), 100),
        PUT_ALL(cache -> cache.putAll(Map.of(KEY, 100)), 100),
        PUT_IF_ABSENT(cache -> cache.putIfAbsent(KEY, 100), 100),
        INVOKE(
                cache -> cache.invoke(KEY, (entry, arguments) -> {
                    entry.setValue(100);
                    return null;
                }),
                100),
        PUT_AND_REMOVE(
                cache -> {
                    cache.put(KEY, 100);
                    cache.remove(KEY);
                },
                null),
        REMOVE_OF_AN_ABSENT_KEY(cache -> cache.remove(KEY), null),
        GET_AND_REMOVE_OF_AN_ABSENT_KEY(cache -> cache.getAndRemove(KEY), null),
        REMOVE_ALL(Cache::removeAll, null),
        REMOVE_ALL_KEYS(cache -> cache.removeAll(Set.of(KEY)), null),
        CLEAR(Cache::clear, null);

        private final Consumer<Cache<String, Integer>> change;
        private final Integer after;

        Overtaker(Consumer<Cache<String, Integer>> change, Integer after) {
            this.change = change;
            this.after = after;
        }
    }

    @ParameterizedTest
    @EnumSource
    void get_whoseLoadIsOvertaken_returnsTheValueAndDoesNotStoreIt(Overtaker overtaker) throws Exception {
        Gate gate = new Gate();
        Cache<String, Integer> cache = caches.create(TestCaches.loading(new Loader<>(gate::load)));
        Future<Integer> get = together.start(() -> cache.get(KEY));
        Together.awaitSignal(gate.entered);

        overtaker.change.accept(cache);
        gate.open.countDown();

        assertThat(Together.result(get)).as("what the loader returned").isEqualTo(1);
        assertThat(TestCaches.contents(cache).get(KEY)).as("what is stored").isEqualTo(overtaker.after);
    }

    @ParameterizedTest
    @EnumSource
    void getAll_whoseLoadIsOvertaken_returnsTheValueAndDoesNotStoreIt(Overtaker overtaker) throws Exception {
        Gate gate = new Gate();
        Cache<String, Integer> cache = caches.create(TestCaches.loading(new Loader<>(gate::load)));
        Future<Map<String, Integer>> get = together.start(() -> cache.getAll(Set.of(KEY)));
        Together.awaitSignal(gate.entered);

        overtaker.change.accept(cache);
        gate.open.countDown();

        assertThat(Together.result(get)).as("what the loader returned").isEqualTo(Map.of(KEY, 1));
        assertThat(TestCaches.contents(cache).get(KEY)).as("what is stored").isEqualTo(overtaker.after);
    }

    @Test
    void get_whenTheLoadUnderWayIsOvertaken_doesNotJoinIt() throws Exception {
        Gate gate = new Gate();
        Cache<String, Integer> cache = caches.create(TestCaches.loading(new Loader<>(gate::load)));
        Future<Integer> overtaken = together.start(() -> cache.get(KEY));
        Together.awaitSignal(gate.entered);
        cache.remove(KEY);

        assertThat(Together.result(together.start(() -> cache.get(KEY))))
                .as("a load of its own")
                .isEqualTo(2);

        gate.open.countDown();
        assertThat(Together.result(overtaken)).isEqualTo(1);
        assertThat(TestCaches.contents(cache)).as("the newer load's value").isEqualTo(Map.of(KEY, 2));
    }

    @Test
    void get_by16ThreadsThatMissOneKey_loadsOnce() throws Exception {
        Gate gate = new Gate();
        Cache<String, Integer> cache = caches.create(TestCaches.loading(new Loader<>(gate::load)));
        AtomicInteger begun = new AtomicInteger();
        Future<Object> opener = together.start(() -> {
            Together.awaitSignal(gate.entered);
            while (begun.get() < 16) {
                Thread.onSpinWait();
            }
            gate.open.countDown();
            return null;
        });

        together.run(16, number -> {
            begun.incrementAndGet();
            assertThat(cache.get(KEY)).isEqualTo(1);
        });

        Together.result(opener);
        assertThat(gate.calls).hasValue(1);
    }

    /** No gate: the threads meet the load at all of its stages. */
    @Test
    void get_by16ThreadsAtAnyMoment_loadsOnce() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Cache<String, Integer> cache = caches.create(TestCaches.loading(new Loader<>(key -> calls.incrementAndGet())));
        for (int round = 1; round <= 50; round++) {
            String key = "key-" + round;
            together.run(16, number -> cache.get(key));
            assertThat(calls).as("round %d", round).hasValue(round);
        }
    }

    @Test
    void get_whoseLoadFails_throwsAtAllWhoJoinedAndIsForgotten() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Cache<String, Integer> cache = caches.create(TestCaches.loading(new Loader<>(key -> {
            if (calls.incrementAndGet() > 1) {
                return 2;
            }
            entered.countDown();
            Together.awaitSignal(open);
            throw new IllegalStateException("on purpose");
        })));
        Future<Integer> first = together.start(() -> cache.get(KEY));
        Together.awaitSignal(entered);
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch known = new CountDownLatch(1);
        Future<Integer> joined = together.start(() -> {
            thread.set(Thread.currentThread());
            known.countDown();
            return cache.get(KEY);
        });
        Together.awaitSignal(known);
        Together.awaitParked(thread.get());
        open.countDown();

        for (Future<Integer> each : List.of(first, joined)) {
            assertThatThrownBy(() -> Together.result(each))
                    .isInstanceOf(CacheLoaderException.class)
                    .hasRootCauseMessage("on purpose");
        }
        assertThat(cache.get(KEY)).isEqualTo(2);
    }

    @Test
    void load_thatReadsTheSameKey_findsNothingAndDoesNotHang() throws Exception {
        AtomicReference<Cache<String, Integer>> self = new AtomicReference<>();
        AtomicReference<Integer> seen = new AtomicReference<>(-1);
        self.set(caches.create(TestCaches.loading(new Loader<>(key -> {
            seen.set(self.get().get(key));
            return 1;
        }))));

        assertThat(Together.result(together.start(() -> self.get().get(KEY)))).isEqualTo(1);
        assertThat(seen).hasValue(null);
    }

    @Test
    void load_thatWritesTheSameKey_winsOverItsOwnValue() throws Exception {
        AtomicReference<Cache<String, Integer>> self = new AtomicReference<>();
        self.set(caches.create(TestCaches.loading(new Loader<>(key -> {
            self.get().put(key, 100);
            return 1;
        }))));

        assertThat(Together.result(together.start(() -> self.get().get(KEY)))).isEqualTo(1);
        assertThat(self.get().get(KEY)).as("a put during a load wins").isEqualTo(100);
    }

    @Test
    void load_thatReadsAnotherKey_loadsThatToo() throws Exception {
        AtomicReference<Cache<String, Integer>> self = new AtomicReference<>();
        self.set(caches.create(TestCaches.loading(
                new Loader<>(key -> key.equals("sum") ? self.get().get("part") + 1 : 41))));

        assertThat(Together.result(together.start(() -> self.get().get("sum")))).isEqualTo(42);
        assertThat(TestCaches.contents(self.get())).isEqualTo(Map.of("sum", 42, "part", 41));
    }

    @Test
    void load_whenTwoLoadersReadEachOthersKeys_ends() throws Exception {
        AtomicReference<Cache<String, Integer>> self = new AtomicReference<>();
        CountDownLatch both = new CountDownLatch(2);
        self.set(caches.create(TestCaches.loading(new Loader<>(key -> {
            both.countDown();
            Together.awaitSignal(both);
            self.get().get(key.equals("a") ? "b" : "a");
            return key.equals("a") ? 1 : 2;
        }))));

        Future<Integer> a = together.start(() -> self.get().get("a"));
        Future<Integer> b = together.start(() -> self.get().get("b"));

        assertThat(Together.result(a)).isEqualTo(1);
        assertThat(Together.result(b)).isEqualTo(2);
    }

    @Test
    void invoke_whenItsLoadMeetsALoadThatWaitsForItsKey_ends() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Cache<String, Integer> cache = caches.create(TestCaches.loading(new Loader<>(key -> {
            if (calls.incrementAndGet() == 1) {
                loading.countDown();
                Together.awaitSignal(held);
            }
            return 1;
        })));
        Future<Integer> get = together.start(() -> cache.get(KEY));
        Together.awaitSignal(loading);

        Integer seen = Together.result(together.start(() -> cache.invoke(KEY, (entry, arguments) -> {
            held.countDown();
            Integer loaded = entry.getValue();
            entry.setValue(loaded + 10);
            return loaded;
        })));

        assertThat(Together.result(get)).isIn(1, 11);
        assertThat(seen).isEqualTo(1);
        assertThat(TestCaches.contents(cache)).as("the processor's value stays").isEqualTo(Map.of(KEY, 11));
    }
}
