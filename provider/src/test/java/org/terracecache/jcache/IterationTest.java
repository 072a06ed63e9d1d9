package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.terracecache.config.TerraceConfiguration;

class IterationTest {
    private final TestCaches caches = new TestCaches();
    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
        caches.close();
    }

    /** Entries that stay are seen once each, whatever happens to others; those that come and go, at most once. */
    @ParameterizedTest
    @ValueSource(longs = {0, 100_000})
    void iterator_whileEntriesComeAndGo_seesEachThatStaysOnce(long maximumEntries) throws Exception {
        TerraceConfiguration<String, Integer> configuration = TestCaches.counts();
        if (maximumEntries > 0) {
            configuration.maximumEntries(maximumEntries);
        }
        Cache<String, Integer> cache = caches.create(configuration);
        Map<String, Integer> staying = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            staying.put("stays-" + i, i);
        }
        cache.putAll(staying);
        AtomicBoolean over = new AtomicBoolean();
        Future<Object> changes = together.start(() -> {
            for (int i = 0; !over.get(); i++) {
                cache.put("goes-" + i % 500, i);
                cache.remove("goes-" + (i + 250) % 500);
            }
            return null;
        });
        for (int round = 0; round < 30; round++) {
            Map<String, Integer> seen = new HashMap<>();
            for (Cache.Entry<String, Integer> entry : cache) {
                Integer before = seen.put(entry.getKey(), entry.getValue());
                if (staying.containsKey(entry.getKey())) { // what goes and comes back may be seen twice
                    assertThat(before).as(entry.getKey()).isNull();
                }
            }
            assertThat(seen).containsAllEntriesOf(staying);
        }
        over.set(true);
        Together.result(changes);
    }

    /** A processor that holds an entry does not hide it, even while others drive it out. */
    @Test
    void iterator_whileAProcessorHoldsAnEntry_seesIt() {
        Cache<String, Integer> cache =
                caches.create(TestCaches.counts().maximumEntries(2).executor(Runnable::run));
        cache.put("held", 1);

        cache.invoke("held", (entry, arguments) -> {
            for (int i = 0; i < 50; i++) {
                TestCaches.putAndUse(cache, "other-" + i);
            }
            TestCaches.evictNow(cache);
            assertThat(TestCaches.contents(cache)).containsEntry("held", 1);
            return null;
        });
    }

    @Test
    void remove_ofTheIterator_removesTheLastSeen() {
        Cache<String, Integer> cache = caches.create(TestCaches.counts());
        cache.putAll(Map.of("a", 1, "b", 2, "c", 3));
        for (Iterator<Cache.Entry<String, Integer>> all = cache.iterator(); all.hasNext(); ) {
            if (all.next().getValue() != 2) {
                all.remove();
            }
        }

        assertThat(TestCaches.contents(cache)).isEqualTo(Map.of("b", 2));
    }
}
