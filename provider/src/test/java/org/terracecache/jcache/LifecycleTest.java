package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.Cache;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.linearizability.ManualTime;

/** What begins and ends with a cache, where something comes between or fails. */
class LifecycleTest {
    private final TestCaches caches = new TestCaches();

    @AfterEach
    void close() {
        caches.close();
    }

    @Test
    void enabling_whenTheCacheIsClosedMeanwhile_showsNoBean() {
        Cache<String, Integer> cache = caches.create(TestCaches.counts().setManagementEnabled(true));
        StandardCache<?, ?> own = cache.unwrap(StandardCache.class);
        assertThat(TestCaches.isShown(cache, "CacheStatistics")).isTrue();
        cache.close();

        own.setStatisticsEnabled(true);
        own.parts().setManagementEnabled(true);

        assertThat(TestCaches.isShown(cache, "CacheStatistics")).isFalse();
        assertThat(TestCaches.isShown(cache, "CacheConfiguration")).isFalse();
    }

    /** Or the next cache of that name could not show its own. */
    @Test
    void close_beforeTheNameIsFree_hidesTheBeans() {
        Cache<String, Integer> cache = caches.create(TestCaches.counts().setManagementEnabled(true));
        List<Boolean> shown = new CopyOnWriteArrayList<>();
        StandardCache<?, ?> own = cache.unwrap(StandardCache.class);
        StandardCache<?, ?> again = again(own, () -> {
            shown.add(TestCaches.isShown(cache, "CacheStatistics"));
            shown.add(TestCaches.isShown(cache, "CacheConfiguration"));
        });

        again.close();

        assertThat(shown).containsExactly(false, false);
    }

    private <K, V> StandardCache<K, V> again(StandardCache<K, V> cache, Runnable onClose) {
        return new StandardCache<>(
                cache.parts(), new Plugins(List.of(), cache.parts().core().signals()), caches.manager(), onClose);
    }

    @Test
    void createCache_thatFails_leavesNothingAtTheManager() {
        WeakReference<ManualTime> clock = createInVain();

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    System.gc();
                    return clock.get() == null;
                });
    }

    private WeakReference<ManualTime> createInVain() {
        ManualTime clock = new ManualTime();
        TerraceConfiguration<String, Integer> configuration = TestCaches.counts()
                .timeSource(clock)
                .setCacheLoaderFactory(() -> {
                    throw new IllegalStateException("on purpose");
                });
        assertThatThrownBy(() -> caches.create(configuration)).hasMessage("on purpose");
        return new WeakReference<>(clock);
    }

    @Test
    void register_whoseFactoryFails_canBeTriedAgain() {
        Cache<String, Integer> cache = caches.create(TestCaches.counts());
        boolean[] fails = {true};
        Factory<CacheEntryCreatedListener<String, Integer>> factory = () -> {
            if (fails[0]) {
                throw new IllegalStateException("on purpose");
            }
            return events -> {};
        };
        MutableCacheEntryListenerConfiguration<String, Integer> listener =
                new MutableCacheEntryListenerConfiguration<>(factory, null, false, false);
        assertThatThrownBy(() -> cache.registerCacheEntryListener(listener)).hasMessage("on purpose");
        assertThat(listeners(cache)).as("what is not registered is not shown").isZero();
        fails[0] = false;

        cache.registerCacheEntryListener(listener);

        assertThat(listeners(cache)).isOne();
        assertThatThrownBy(() -> cache.registerCacheEntryListener(listener))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(listeners(cache)).as("the first one is still there").isOne();
    }

    @SuppressWarnings("unchecked") // a class has no type arguments
    private static long listeners(Cache<String, Integer> cache) {
        CompleteConfiguration<?, ?> configuration = cache.getConfiguration(CompleteConfiguration.class);
        long count = 0;
        for (Object ignored : configuration.getCacheEntryListenerConfigurations()) {
            count++;
        }
        return count;
    }
}
