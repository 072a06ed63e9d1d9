package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvocationTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 2_000;

    private final TestCaches caches = new TestCaches();
    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
        caches.close();
    }

    @Test
    void invoke_underContention_runsEachProcessorOnce() throws Exception {
        Cache<String, Integer> cache = caches.create(TestCaches.counts());
        AtomicInteger runs = new AtomicInteger();
        EntryProcessor<String, Integer, Integer> increment = (entry, arguments) -> {
            runs.incrementAndGet();
            entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
            return entry.getValue();
        };

        together.run(THREADS, number -> {
            for (int i = 0; i < ROUNDS; i++) {
                cache.invoke("counter", increment);
            }
        });

        assertThat(runs).hasValue(THREADS * ROUNDS);
        assertThat(cache.get("counter")).isEqualTo(THREADS * ROUNDS);
    }

    /** What is evicted is lost, but never while a processor works on it: no count that a processor saw is seen again. */
    @Test
    void invoke_whileEntriesAreEvicted_runsEachProcessorOnceAndAlone() throws Exception {
        Cache<String, Integer> cache =
                caches.create(TestCaches.counts().maximumEntries(2).executor(Runnable::run));
        int keys = 6;
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger[] inside = new AtomicInteger[keys];
        for (int i = 0; i < keys; i++) {
            inside[i] = new AtomicInteger();
        }
        EntryProcessor<String, Integer, Integer> increment = (entry, arguments) -> {
            AtomicInteger mine = inside[(int) arguments[0]];
            assertThat(mine.incrementAndGet())
                    .as("processors of one key at a time")
                    .isOne();
            runs.incrementAndGet();
            int before = entry.exists() ? entry.getValue() : 0;
            Together.giveWay();
            entry.setValue(before + 1);
            mine.decrementAndGet();
            return before;
        };

        together.run(THREADS, number -> {
            for (int i = 0; i < ROUNDS; i++) {
                int key = (number + i) % keys;
                cache.invoke("key-" + key, increment, key);
            }
        });

        assertThat(runs).hasValue(THREADS * ROUNDS);
        TestCaches.evictNow(cache);
        assertThat(TestCaches.contents(cache)).hasSizeLessThanOrEqualTo(2);
    }

    /** A held entry cannot be evicted: others fill the cache meanwhile, and still its next value is one more. */
    @Test
    void invoke_whileOthersFillTheCache_keepsItsEntry() throws Exception {
        Cache<String, Integer> cache =
                caches.create(TestCaches.counts().maximumEntries(2).executor(Runnable::run));
        cache.put("held", 1);

        Integer seen = cache.invoke("held", (entry, arguments) -> {
            for (int i = 0; i < 100; i++) {
                TestCaches.putAndUse(cache, "other-" + i);
            }
            TestCaches.evictNow(cache);
            entry.setValue(entry.getValue() + 1);
            return cache.get("held");
        });

        assertThat(seen).as("what others see while the processor works").isEqualTo(1);
        assertThat(cache.get("held"))
                .as("the new value, unless it was evicted since")
                .isIn(null, 2);
    }

    @Test
    void invoke_whenProcessorsWaitForEachOther_endsWithAnExceptionThatNamesBothKeys() throws Exception {
        Cache<String, Integer> cache = caches.create(TestCaches.counts());
        CountDownLatch bothHold = new CountDownLatch(2);
        EntryProcessor<String, Integer, Integer> crossing = (entry, arguments) -> {
            bothHold.countDown();
            Together.awaitSignal(bothHold);
            Integer other = cache.invoke((String) arguments[0], (inner, none) -> 1);
            entry.setValue(1);
            return other;
        };

        Future<Integer> left = together.start(() -> cache.invoke("left", crossing, "right"));
        Future<Integer> right = together.start(() -> cache.invoke("right", crossing, "left"));

        List<Throwable> failures = new ArrayList<>();
        for (Future<Integer> each : List.of(left, right)) {
            try {
                assertThat(Together.result(each)).isEqualTo(1);
            } catch (EntryProcessorException e) {
                failures.add(e);
            }
        }
        assertThat(failures)
                .singleElement()
                .satisfies(e -> assertThat(e).hasMessageContaining("left").hasMessageContaining("right"));
        assertThat(TestCaches.contents(cache))
                .as("nothing of the one that failed")
                .hasSize(1);
        cache.put("left", 5);
        cache.put("right", 6);
        assertThat(TestCaches.contents(cache)).as("no key is held any more").hasSize(2);
    }

    @Test
    void invoke_whenProcessorsWriteEachOthersKeys_endsWithAnException() throws Exception {
        Cache<String, Integer> cache = caches.create(TestCaches.counts());
        CountDownLatch bothHold = new CountDownLatch(2);
        EntryProcessor<String, Integer, Integer> crossing = (entry, arguments) -> {
            bothHold.countDown();
            Together.awaitSignal(bothHold);
            cache.put((String) arguments[0], 7);
            return 1;
        };

        Future<Integer> left = together.start(() -> cache.invoke("left", crossing, "right"));
        Future<Integer> right = together.start(() -> cache.invoke("right", crossing, "left"));

        int failures = 0;
        for (Future<Integer> each : List.of(left, right)) {
            try {
                Together.result(each);
            } catch (EntryProcessorException e) {
                failures++;
                assertThat(e).hasMessageContaining("left").hasMessageContaining("right");
            }
        }
        assertThat(failures).isOne();
    }

    @Test
    void invoke_insideAProcessorOfTheSameKey_seesTheEntryAndKeepsTheKey() {
        Cache<String, Integer> cache = caches.create(TestCaches.counts());
        cache.put("key", 1);

        Integer inner = cache.invoke(
                "key",
                (entry, arguments) -> cache.invoke("key", (nested, none) -> {
                    nested.setValue(nested.getValue() + 1);
                    return nested.getValue();
                }));

        assertThat(inner).isEqualTo(2);
        assertThat(cache.get("key")).isEqualTo(2);
    }

    @Test
    void invoke_whenTheProcessorThrows_changesNothingAndLetsTheKeyGo() throws Exception {
        Cache<String, Integer> cache = caches.create(TestCaches.counts());
        cache.put("key", 1);

        assertThatThrownBy(() -> cache.invoke("key", (entry, arguments) -> {
                    entry.setValue(2);
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(EntryProcessorException.class)
                .hasCauseInstanceOf(IllegalStateException.class);

        assertThat(cache.get("key")).isEqualTo(1);
        assertThat(Together.result(together.start(() -> cache.getAndPut("key", 3))))
                .isEqualTo(1);
    }

    @Test
    void read_whileAProcessorHoldsTheKey_doesNotWait() throws Exception {
        Cache<String, Integer> cache = caches.create(TestCaches.counts());
        cache.put("key", 1);
        CountDownLatch holds = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        Future<Integer> invocation = together.start(() -> cache.invoke("key", (entry, arguments) -> {
            entry.setValue(2);
            holds.countDown();
            Together.awaitSignal(letGo);
            return 0;
        }));
        Together.awaitSignal(holds);

        assertThat(Together.result(together.start(() -> cache.get("key")))).isEqualTo(1);

        letGo.countDown();
        Together.result(invocation);
        assertThat(cache.get("key")).isEqualTo(2);
    }
}
