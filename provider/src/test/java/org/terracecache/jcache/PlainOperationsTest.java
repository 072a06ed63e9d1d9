package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.terracecache.TerraceCache;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.Written;
import org.terracecache.spi.ListenerOptions;

/** Operations that go straight to the cell, when there is suddenly something else to mind. */
class PlainOperationsTest {
    private static final int ROUNDS = 300;

    private final TestCaches caches = new TestCaches();
    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
        caches.close();
    }

    /** A key whose look-up can be held up. All are equal. */
    private static final class SlowKey {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch open;

        SlowKey(boolean slow) {
            open = new CountDownLatch(slow ? 1 : 0);
        }

        @Override
        public int hashCode() {
            entered.countDown();
            Together.awaitSignal(open);
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof SlowKey;
        }
    }

    enum Overwrite {
        PUT(Cache::put),
        GET_AND_PUT(Cache::getAndPut);

        @SuppressWarnings("ImmutableEnumChecker") // the lambdas above hold nothing
        private final BiConsumer<Cache<SlowKey, Integer>, SlowKey> put;

        Overwrite(Put put) {
            this.put = (cache, key) -> put.apply(cache, key, 2);
        }

        private interface Put {
            void apply(Cache<SlowKey, Integer> cache, SlowKey key, Integer value);
        }
    }

    @ParameterizedTest
    @EnumSource
    void put_whenAListenerComesMeanwhile_isToldIfItIsTheLaterOfTwo(Overwrite overwrite) throws Exception {
        Cache<SlowKey, Integer> cache = caches.create(new TerraceConfiguration<SlowKey, Integer>()
                .setTypes(SlowKey.class, Integer.class)
                .setStoreByValue(false));
        cache.put(new SlowKey(false), 1);
        SlowKey slow = new SlowKey(true);
        Future<Object> late = together.start(() -> {
            overwrite.put.accept(cache, slow);
            return null;
        });
        Together.awaitSignal(slow.entered);
        List<Integer> heard = new CopyOnWriteArrayList<>();
        TerraceCache<SlowKey, Integer> own = TestCaches.own(cache);
        own.events()
                .on(
                        Written.<SlowKey, Integer>type(),
                        written -> heard.add(written.value()),
                        ListenerOptions.defaults().withSynchronous(true));
        cache.put(new SlowKey(false), 3);

        slow.open.countDown();
        Together.result(late);

        assertThat(cache.get(new SlowKey(false))).isEqualTo(2);
        assertThat(heard).as("the last that is told is what is there").containsExactly(3, 2);
    }

    @Test
    void put_ofNothingAfterClose_saysThatTheCacheIsClosed() {
        Cache<String, Integer> cache = caches.create(TestCaches.counts());
        cache.close();

        assertThatThrownBy(() -> cache.put(null, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cache.getAndPut(null, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cache.get(null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void enableStatistics_byTwoThreadsAtOnce_endsWithOneAnswerEverywhere() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Cache<String, Integer> cache = caches.create(TestCaches.counts());
            cache.put("key", 1);
            cache.put("key", 1);
            together.run(2, number -> {
                for (int i = 0; i < 3; i++) {
                    caches.manager().enableStatistics(cache.getName(), number == 0);
                }
            });
            TestCaches.statistics(cache).clear();
            cache.put("key", 2);
            cache.get("key");
            cache.get("absent");
            boolean enabled = TestCaches.enabled(cache);
            long expected = enabled ? 1 : 0;
            assertThat(TestCaches.statistics(cache).getCachePuts()).isEqualTo(expected);
            assertThat(TestCaches.statistics(cache).getCacheHits()).isEqualTo(expected);
            assertThat(TestCaches.statistics(cache).getCacheMisses()).isEqualTo(expected);
            assertThat(TestCaches.isShown(cache, "CacheStatistics")).isEqualTo(enabled);
            cache.close();
        }
    }
}
