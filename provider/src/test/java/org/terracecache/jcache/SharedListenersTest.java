package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.EventsDropped;
import org.terracecache.spi.Overflow;

/** Listeners of caches that two nodes share: guarantee G6. */
class SharedListenersTest {
    private final SharedNodes nodes = new SharedNodes();
    private final Together together = new Together();
    private final CacheManager one = nodes.node();
    private final CacheManager two = nodes.node();

    @AfterEach
    void close() {
        together.close();
        nodes.close();
    }

    private static TerraceConfiguration<String, Integer> numbers() {
        return new TerraceConfiguration<String, Integer>().setTypes(String.class, Integer.class);
    }

    /** Notes what it hears, as the type, the old value and the new one. */
    private static final class Notes
            implements CacheEntryCreatedListener<String, Integer>,
                    CacheEntryUpdatedListener<String, Integer>,
                    CacheEntryRemovedListener<String, Integer> {
        final List<String> heard = new CopyOnWriteArrayList<>();

        private void note(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
            events.forEach(event -> heard.add(event.getEventType() + " " + event.getKey() + " "
                    + (event.isOldValueAvailable() ? event.getOldValue() : "-") + " " + event.getValue()));
        }

        @Override
        public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
            note(events);
        }

        @Override
        public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
            note(events);
        }

        @Override
        public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
            note(events);
        }
    }

    private static Notes listen(Cache<String, Integer> cache, boolean synchronous) {
        Notes notes = new Notes();
        cache.registerCacheEntryListener(
                new MutableCacheEntryListenerConfiguration<>(() -> notes, null, true, synchronous));
        return notes;
    }

    @Test
    void changes_ofBothNodes_areHeardByBothInOneOrder() throws Exception {
        List<Cache<String, Integer>> caches =
                List.of(one.createCache("numbers", numbers()), two.createCache("numbers", numbers()));
        List<Notes> notes = List.of(listen(caches.get(0), false), listen(caches.get(1), false));
        int rounds = 200;
        together.run(2, number -> {
            for (int i = 0; i < rounds; i++) {
                caches.get(number).put("key", number * rounds + i);
            }
        });
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> notes.stream().allMatch(each -> each.heard.size() == 2 * rounds));
        assertThat(notes.get(0).heard).isEqualTo(notes.get(1).heard);
        String last = "";
        for (String heard : notes.get(0).heard) {
            assertThat(heard).startsWith(last.isEmpty() ? "CREATED key - " : "UPDATED key " + last + " ");
            last = heard.substring(heard.lastIndexOf(' ') + 1);
        }
    }

    @Test
    void synchronousListener_hasHeard_whenTheOperationReturns() {
        Cache<String, Integer> cache = one.createCache("numbers", numbers());
        Notes notes = listen(cache, true);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            cache.put("key", i);
            expected.add(i == 0 ? "CREATED key - 0" : "UPDATED key " + (i - 1) + " " + i);
            assertThat(notes.heard).isEqualTo(expected);
        }
        assertThat(cache.remove("key")).isTrue();
        expected.add("REMOVED key 49 49");
        assertThat(notes.heard).isEqualTo(expected);
    }

    /** The store keeps what listeners want; when it has lost it, it is told again. */
    @Test
    void listener_hearsOn_afterRedisHasForgottenEverything() {
        Cache<String, Integer> cache = one.createCache("numbers", numbers());
        Notes notes = listen(cache, false);
        cache.put("key", 1);
        await().pollInterval(Duration.ofMillis(5)).until(() -> notes.heard.contains("CREATED key - 1"));
        nodes.command("FLUSHALL");
        Cache<String, Integer> other = two.createCache("numbers", numbers());
        List<String> all = new ArrayList<>();
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            other.put("other", all.size());
            all.add("");
            return notes.heard.stream().anyMatch(heard -> heard.contains(" other "));
        });
    }

    /** A listener to removals alone asks for old values only; messages of writes then tell no new ones. */
    @Test
    void listenerToRemovals_isNotDisturbedByWrites() {
        Cache<String, Integer> cache = one.createCache("numbers", numbers());
        List<String> heard = new CopyOnWriteArrayList<>();
        CacheEntryRemovedListener<String, Integer> removals =
                events -> events.forEach(event -> heard.add(event.getKey() + " " + event.getOldValue()));
        cache.registerCacheEntryListener(
                new MutableCacheEntryListenerConfiguration<>(() -> removals, null, true, true));
        cache.put("key", 1);
        cache.put("key", 2);
        assertThat(cache.remove("key")).isTrue();
        assertThat(heard).containsExactly("key 2");
    }

    /** A synchronous listener that never returns: it has few threads of another node's changes, and misses what it has no room for. */
    @Test
    void listenerThatBlocks_costsAnotherNodesChangesNoMoreThanItsRoom() throws Exception {
        Cache<String, Integer> cache = one.createCache("numbers", numbers().listenerQueue(16, Overflow.DROP_OLDEST));
        Cache<String, Integer> other = two.createCache("numbers", numbers());
        CountDownLatch released = new CountDownLatch(1);
        List<String> heard = new CopyOnWriteArrayList<>();
        CacheEntryCreatedListener<String, Integer> blocking = events -> events.forEach(event -> {
            Together.awaitSignal(released);
            heard.add(event.getKey());
        });
        AtomicLong missed = new AtomicLong();
        TestCaches.own(cache)
                .events()
                .on(EventsDropped.<String, Integer>type(), event -> missed.addAndGet(event.count()));
        cache.registerCacheEntryListener(
                new MutableCacheEntryListenerConfiguration<>(() -> blocking, null, false, true));
        int threads = Thread.activeCount();
        int changes = 100;
        for (int i = 0; i < changes; i++) {
            other.put("key-" + i, i);
        }
        await().until(() -> missed.get() > 0);
        assertThat(Thread.activeCount()).isLessThan(threads + 20);
        assertThat(other.get("key-99")).isEqualTo(99);
        assertThat(cache.get("key-99")).isEqualTo(99);
        released.countDown();
        await().until(() -> heard.size() + missed.get() == changes);
        assertThat(heard).hasSizeBetween(16, 40);
    }
}
