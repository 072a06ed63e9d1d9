package org.terracecache.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.terracecache.observe.Stage.SOON;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.terracecache.TerraceEntryEvent;
import org.terracecache.event.CacheEntryEvictedListener;
import org.terracecache.event.CacheEntryHitListener;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.CacheEventListener;
import org.terracecache.event.Cause;
import org.terracecache.event.Evicted;
import org.terracecache.event.Hit;
import org.terracecache.event.Layer;

@Timeout(60)
class RegistrationTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void events_oldValueRequired_haveIt() {
        Recorder recorder = new Recorder();
        stage.signals.register(Stage.configuration(recorder, true, true));
        changeAll();
        assertThat(recorder.lines)
                .containsExactly(
                        "CREATED key 1 null false",
                        "UPDATED key 2 1 true",
                        "REMOVED key 2 2 true",
                        "EXPIRED key 7 7 true");
    }

    @Test
    void events_oldValueNotRequired_haveNoneAndThoseOfEntriesThatLeftNoValueEither() {
        Recorder recorder = new Recorder();
        stage.signals.register(Stage.configuration(recorder, false, true));
        changeAll();
        assertThat(recorder.lines)
                .containsExactly(
                        "CREATED key 1 null false",
                        "UPDATED key 2 null false",
                        "REMOVED key null null false",
                        "EXPIRED key null null false");
    }

    private void changeAll() {
        stage.put("key", 1);
        stage.put("key", 2);
        stage.remove("key");
        stage.publish(Kind.EXPIRED, Audience.STANDARD, "key", 7, null);
        stage.publish(Kind.HIT, Stage.ALL, "key", 7, null);
    }

    @Test
    void event_unwrap_tellsWhatTerraceKnows() {
        Recorder recorder = new Recorder();
        stage.signals.register(Stage.configuration(recorder, false, true));
        stage.put("key", 1);
        stage.put("key", 2);
        CacheEntryEvent<?, ?> event = recorder.events.get(1);
        assertThat((Object) event.getSource()).isSameAs(stage.cache);
        TerraceEntryEvent<?, ?> known = event.unwrap(TerraceEntryEvent.class);
        assertThat(known.version()).isEqualTo(2);
        assertThat(known.origin()).isEqualTo("node-1");
        assertThat(known.layer()).isEqualTo(Layer.MEMORY);
        assertThat(known.cause()).isEqualTo(Cause.PUT);
        Object itself = event.unwrap(CacheEntryEvent.class);
        assertThat(itself).isSameAs(event);
        assertThatThrownBy(() -> event.unwrap(String.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void filter_rejects_listenerIsNotCalledAndVendorEventsPassAllTheSame() {
        Both both = new Both();
        stage.signals.register(Stage.configuration(both, event -> event.getValue() > 1, true));
        stage.put("a", 1);
        stage.put("b", 2);
        stage.publish(Kind.HIT, Audience.GENERAL, "a", 1, null);
        stage.publish(Kind.EVICTED, Audience.MEMORY, "a", 1, null);
        assertThat(both.created).containsExactly("b");
        assertThat(both.hits).containsExactly("a");
        assertThat(both.evicted).containsExactly("a");
        assertThat(both.names).containsExactly("cache:written", "cache:written", "cache:hit");
    }

    @Test
    void filter_throws_countsAsTheListenersFailure() {
        stage.signals.register(Stage.configuration(
                new Recorder(),
                event -> {
                    throw new IllegalStateException("on purpose");
                },
                true));
        assertThatThrownBy(() -> stage.put("key", 1)).isInstanceOf(CacheEntryListenerException.class);
    }

    @Test
    void register_equalConfiguration_isRefusedUntilItIsDeregistered() {
        CacheEntryListenerConfiguration<String, Integer> configuration =
                Stage.configuration(new Recorder(), false, true);
        stage.signals.register(configuration);
        assertThatThrownBy(() -> stage.signals.register(configuration)).isInstanceOf(IllegalArgumentException.class);
        assertThat(stage.signals.deregister(configuration)).isTrue();
        assertThat(stage.signals.deregister(configuration)).isFalse();
        stage.signals.register(configuration);
    }

    @Test
    void deregister_closeableProducts_closesThemOnce() {
        Closing listener = new Closing();
        Closing filter = new Closing();
        CacheEntryListenerConfiguration<String, Integer> configuration = Stage.configuration(listener, filter, false);
        stage.signals.register(configuration);
        stage.put("key", 1);
        await().atMost(SOON).until(() -> listener.calls.get() == 1);
        stage.signals.deregister(configuration);
        assertThat(listener.closed).hasValue(1);
        assertThat(filter.closed).hasValue(1);
        stage.put("other", 1);
        stage.signals.close();
        assertThat(listener.closed).hasValue(1);
        assertThat(filter.closed).hasValue(1);
        assertThat(listener.calls).hasValue(1);
    }

    @Test
    void close_callIsRunning_waitsForItBeforeItClosesTheProduct() throws Exception {
        Closing listener = new Closing();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        listener.action = () -> {
            begun.countDown();
            Stage.await(gate);
            assertThat(listener.closed).hasValue(0);
        };
        stage.signals.register(Stage.configuration(listener, false, false));
        stage.put("key", 1);
        Stage.await(begun);
        Thread closer = new Thread(stage.signals::close);
        closer.start();
        await().atMost(SOON).until(() -> closer.getState() == Thread.State.TIMED_WAITING);
        gate.countDown();
        closer.join();
        assertThat(listener.closed).hasValue(1);
        assertThat(listener.calls).hasValue(1);
    }

    @Test
    void close_listenerBlocksForEver_returnsAndTheLastCallClosesTheProduct() {
        Closing listener = new Closing();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        listener.action = () -> {
            begun.countDown();
            Stage.await(gate);
        };
        stage.signals.register(Stage.configuration(listener, false, false));
        stage.put("key", 1);
        Stage.await(begun);
        stage.signals.close();
        assertThat(listener.closed).hasValue(0);
        gate.countDown();
        await().atMost(SOON).until(() -> listener.closed.get() == 1);
    }

    static final class Recorder
            implements CacheEntryCreatedListener<String, Integer>,
                    CacheEntryUpdatedListener<String, Integer>,
                    CacheEntryRemovedListener<String, Integer>,
                    CacheEntryExpiredListener<String, Integer> {
        final List<String> lines = new ArrayList<>();
        final List<CacheEntryEvent<? extends String, ? extends Integer>> events = new ArrayList<>();

        private void record(EventType type, Iterable<CacheEntryEvent<? extends String, ? extends Integer>> told) {
            for (CacheEntryEvent<? extends String, ? extends Integer> event : told) {
                assertThat(event.getEventType()).isEqualTo(type);
                events.add(event);
                lines.add(type + " " + event.getKey() + " " + event.getValue() + " " + event.getOldValue() + " "
                        + event.isOldValueAvailable());
            }
        }

        @Override
        public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> told) {
            record(EventType.CREATED, told);
        }

        @Override
        public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> told) {
            record(EventType.UPDATED, told);
        }

        @Override
        public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> told) {
            record(EventType.REMOVED, told);
        }

        @Override
        public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> told) {
            record(EventType.EXPIRED, told);
        }
    }

    private static final class Both
            implements CacheEntryCreatedListener<String, Integer>,
                    CacheEntryHitListener<String, Integer>,
                    CacheEntryEvictedListener<String, Integer>,
                    CacheEventListener<String, Integer> {
        private final List<String> created = new ArrayList<>();
        private final List<String> hits = new ArrayList<>();
        private final List<String> evicted = new ArrayList<>();
        private final List<String> names = new ArrayList<>();

        @Override
        public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> told) {
            told.forEach(event -> created.add(event.getKey()));
        }

        @Override
        public void onHit(Hit<String, Integer> event) {
            hits.add(event.key());
        }

        @Override
        public void onEvicted(Evicted<String, Integer> event) {
            evicted.add(event.key());
        }

        @Override
        public void onEvent(CacheEvent<String, Integer> event) {
            names.add(event.name());
        }
    }

    private static final class Closing
            implements CacheEntryCreatedListener<String, Integer>, CacheEntryEventFilter<String, Integer>, Closeable {
        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger calls = new AtomicInteger();
        private Runnable action = () -> {};

        @Override
        public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> told) {
            action.run();
            calls.incrementAndGet();
        }

        @Override
        public boolean evaluate(CacheEntryEvent<? extends String, ? extends Integer> event) {
            return true;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
