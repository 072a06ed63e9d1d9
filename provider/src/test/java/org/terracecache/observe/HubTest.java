package org.terracecache.observe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.terracecache.observe.Stage.SOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.terracecache.Subscription;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.EntryEvent;
import org.terracecache.event.EventsDropped;
import org.terracecache.event.Evicted;
import org.terracecache.event.Hit;
import org.terracecache.event.Written;
import org.terracecache.spi.Emitter;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.Overflow;
import org.terracecache.spi.TimeSource;

/** Hubs and their subscriptions: guarantee G7. */
@Timeout(60)
class HubTest {
    private static final ListenerOptions SYNCHRONOUS =
            ListenerOptions.defaults().withSynchronous(true);

    private Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    /** Looks often: many rounds wait for a moment each. */
    private static ConditionFactory soon() {
        return await().atMost(SOON).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void once_manyWritersAtOnce_firesOnce(boolean synchronous) throws Exception {
        for (int round = 0; round < 100; round++) {
            AtomicInteger heard = new AtomicInteger();
            Subscription subscription = stage.signals
                    .events()
                    .once(
                            Written.<String, Integer>type(),
                            event -> heard.incrementAndGet(),
                            ListenerOptions.defaults().withSynchronous(synchronous));
            CyclicBarrier start = new CyclicBarrier(4);
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                String key = "key-" + w;
                writers.add(stage.pool.submit(() -> {
                    start.await();
                    return stage.put(key, 1);
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(60, SECONDS);
            }
            soon().until(() -> subscription.delivered() == 1);
            assertThat(subscription.isActive()).isFalse();
            assertThat(heard).hasValue(1);
            assertThat(stage.signals.interest() & ~CacheSignals.SYNCHRONOUS).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void off_whileWritersWrite_noFurtherCallBegins(boolean synchronous) throws Exception {
        for (int round = 0; round < 50; round++) {
            AtomicInteger stop = new AtomicInteger();
            AtomicInteger begun = new AtomicInteger();
            Consumer<Written<String, Integer>> listener = event -> begun.incrementAndGet();
            Subscription subscription = stage.signals
                    .events()
                    .on(Written.type(), listener, ListenerOptions.defaults().withSynchronous(synchronous));
            Future<?> writer = stage.pool.submit(() -> {
                for (int i = 0; stop.get() == 0; i++) {
                    stage.put("key-" + i % 4, i);
                }
            });
            soon().until(() -> begun.get() > 100);
            assertThat(stage.signals.events().off(Written.type(), listener)).isTrue();
            // the one call that began before may still be on its way into the listener, however long that takes
            soon().until(() -> begun.get() == subscription.delivered());
            int then = begun.get();
            IntStream.range(0, 100).forEach(i -> stage.put("key", i));
            stop.set(1);
            writer.get(60, SECONDS);
            assertThat(begun.get()).isBetween(then, then + 1);
            assertThat(stage.signals.events().off(Written.type(), listener)).isFalse();
        }
    }

    @Test
    void close_eventsWait_dropsAndCountsThem() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger heard = new AtomicInteger();
        Subscription subscription = stage.signals.events().on(Written.type(), event -> {
            heard.incrementAndGet();
            begun.countDown();
            Stage.await(gate);
        });
        IntStream.range(0, 10).forEach(i -> stage.put("key", i));
        Stage.await(begun);
        subscription.close();
        gate.countDown();
        await().atMost(SOON).until(() -> subscription.delivered() == 1);
        assertThat(subscription.dropped()).isEqualTo(9);
        assertThat(heard).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void close_inTheListener_doesNotDeadlock(boolean synchronous) {
        AtomicReference<Subscription> subscription = new AtomicReference<>();
        AtomicInteger heard = new AtomicInteger();
        CountDownLatch ready = new CountDownLatch(1);
        subscription.set(stage.signals
                .events()
                .on(
                        Written.type(),
                        event -> {
                            Stage.await(ready);
                            heard.incrementAndGet();
                            subscription.get().close();
                        },
                        ListenerOptions.defaults().withSynchronous(synchronous)));
        ready.countDown();
        stage.put("key", 1);
        stage.put("key", 2);
        await().atMost(SOON).until(() -> subscription.get().delivered() == 1);
        assertThat(heard).hasValue(1);
    }

    @Test
    void on_supertype_hearsAllSubtypesInTheirForm() {
        List<String> names = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        stage.signals.events().on(CacheEvent.type(), event -> names.add(event.name()), SYNCHRONOUS);
        stage.signals.events().on(EntryEvent.type(), event -> entries.add(event.name()), SYNCHRONOUS);
        int general = Audience.GENERAL;
        stage.publish(Kind.HIT, general, "k", 1, null);
        stage.publish(Kind.MISS, general, "k", null, null);
        stage.publish(Kind.CREATED, general, "k", 1, null);
        stage.publish(Kind.UPDATED, general, "k", 1, null);
        stage.publish(Kind.REMOVED, general, "k", 1, null);
        stage.publish(Kind.EXPIRED, general, "k", 1, null);
        stage.publish(Kind.EVICTED, general, "k", 1, null);
        stage.publish(Kind.LOAD_SUCCEEDED, general, "k", null, Duration.ZERO);
        stage.publish(Kind.LOAD_FAILED, general, "k", null, new LoadFailure(Duration.ZERO, new Error()));
        stage.publish(Kind.LOAD_JOINED, general, "k", null, null);
        stage.publish(Kind.LOAD_SUPERSEDED, general, "k", null, null);
        stage.publish(Kind.CLEARED, general, null, null, null);
        assertThat(entries)
                .containsExactly(
                        "cache:hit",
                        "cache:miss",
                        "cache:written",
                        "cache:written",
                        "cache:deleted",
                        "cache:expire",
                        "cache:evicted",
                        "cache:load:succeeded",
                        "cache:load:failed",
                        "cache:load:joined",
                        "cache:load:superseded");
        assertThat(names)
                .startsWith(entries.toArray(String[]::new))
                .endsWith("cache:cleared")
                .hasSize(12);
    }

    @Test
    void hubs_generalAndMemory_hearWhatIsForThem() {
        List<String> heard = new ArrayList<>();
        stage.signals.events().on(Hit.type(), event -> heard.add("general"), SYNCHRONOUS);
        stage.signals.events().memory().on(Hit.type(), event -> heard.add("memory"), SYNCHRONOUS);
        stage.signals.events().memory().on(Evicted.type(), event -> heard.add("evicted"), SYNCHRONOUS);
        stage.publish(Kind.HIT, Audience.GENERAL, "k", 1, null);
        stage.publish(Kind.HIT, Audience.MEMORY, "k", 1, null);
        stage.publish(Kind.HIT, Stage.ALL, "k", 1, null);
        stage.publish(Kind.EVICTED, Audience.MEMORY, "k", 1, null);
        assertThat(heard).containsExactly("general", "memory", "general", "memory", "evicted");
    }

    @Test
    void managersHub_subscribedBeforeTheCacheIsMade_hearsItAndFailuresOfItsOwnListeners() {
        ManagerSignals manager = new ManagerSignals("node-2", stage.pool, TimeSource.system());
        List<CacheEvent<Object, Object>> heard = new CopyOnWriteArrayList<>();
        Subscription all = manager.events().on(CacheEvent.type(), heard::add, SYNCHRONOUS);
        Subscription failing = manager.events().on(Written.type(), event -> {
            throw new IllegalStateException("on purpose");
        });
        CacheSignals<String, Integer> signals = new CacheSignals<>(
                manager, "late", ListenerOptions.defaults(), stage.pool, TimeSource.system(), x -> x, null, Set.of());
        assertThat(signals.interest() & CacheSignals.mask(Kind.HIT, Audience.GENERAL))
                .isNotZero();
        signals.publish(
                new Signal<>(Kind.CREATED, Audience.GENERAL, "k", 1, null, 1, org.terracecache.event.Cause.PUT, null));
        signals.settle();
        await().atMost(SOON).until(() -> heard.size() == 2);
        assertThat(heard).extracting(CacheEvent::name).containsExactlyInAnyOrder("cache:written", "listener:failed");
        assertThat(heard).extracting(CacheEvent::cache).containsOnly("late");
        all.close();
        failing.close();
        assertThat(signals.interest() & ~CacheSignals.SYNCHRONOUS).isZero();
        signals.close();
        manager.close();
    }

    @Test
    void managersHub_whoseListenerMissesEvents_namesTheirCacheAndTheListener() {
        CountDownLatch gate = new CountDownLatch(1);
        List<EventsDropped<Object, Object>> dropped = new CopyOnWriteArrayList<>();
        stage.manager.events().on(EventsDropped.type(), dropped::add);
        stage.manager
                .events()
                .on(
                        Written.type(),
                        event -> Stage.await(gate),
                        ListenerOptions.defaults().withQueueCapacity(1).withOverflow(Overflow.DROP_NEWEST));
        IntStream.range(0, 10).forEach(i -> stage.put("key", i));
        await().atMost(SOON).until(() -> !dropped.isEmpty());
        gate.countDown();
        assertThat(dropped).extracting(EventsDropped::cache).containsOnly("orders");
        assertThat(dropped).extracting(EventsDropped::listener).containsOnly(HubTest.class.getName() + " (lambda)");
    }

    @Test
    void written_oldValue_onlyForWhoRequiredIt() {
        List<Integer> with = new ArrayList<>();
        List<Integer> without = new ArrayList<>();
        stage.signals.events().on(Written.<String, Integer>type(), event -> without.add(event.oldValue()), SYNCHRONOUS);
        stage.signals
                .events()
                .on(
                        Written.<String, Integer>type(),
                        event -> with.add(event.oldValue()),
                        SYNCHRONOUS.withOldValueRequired(true));
        stage.put("key", 1);
        stage.put("key", 2);
        assertThat(with).containsExactly(null, 1);
        assertThat(without).containsExactly(null, null);
    }

    @Test
    void time_nobodyWantsIt_isNotRead() {
        stage.close();
        AtomicInteger reads = new AtomicInteger();
        TimeSource counting = new TimeSource() {
            @Override
            public long nanoTime() {
                reads.incrementAndGet();
                return 0;
            }

            @Override
            public long currentTimeMillis() {
                reads.incrementAndGet();
                return 42;
            }
        };
        stage = new Stage(null, null, counting);
        stage.put("key", 1);
        stage.signals.register(Stage.configuration(new RegistrationTest.Recorder(), false, true));
        stage.put("key", 2);
        assertThat(reads).hasValue(0);
        List<Instant> times = new ArrayList<>();
        stage.signals.events().on(CacheEvent.type(), event -> times.add(event.time()), SYNCHRONOUS);
        stage.put("key", 3);
        assertThat(reads).hasValue(1);
        assertThat(times).containsExactly(Instant.ofEpochMilli(42));
    }

    @Test
    void on_afterClose_isRefused() {
        Subscription subscription = stage.signals.events().on(Hit.type(), event -> {});
        stage.signals.close();
        assertThat(subscription.isActive()).isFalse();
        assertThat(stage.signals.interest()).isZero();
        assertThatThrownBy(() -> stage.signals.events().on(Hit.type(), event -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void emitter_slowAndThrowing_harmsNothing() {
        stage.close();
        CountDownLatch gate = new CountDownLatch(1);
        List<String> emitted = new CopyOnWriteArrayList<>();
        stage = new Stage(null, new Recorder(emitted, gate));
        AtomicInteger heard = new AtomicInteger();
        stage.signals.events().on(Written.type(), event -> heard.incrementAndGet());
        IntStream.range(0, 100).forEach(i -> stage.put("key", i));
        await().atMost(SOON).untilAtomic(heard, equalTo(100));
        gate.countDown();
        // the emitter throws for each event, hears of that, throws again, and that is the end of it
        await().atMost(SOON).until(() -> emitted.size() == 200);
        assertThat(emitted.stream().filter("cache:written"::equals)).hasSize(100);
        assertThat(emitted.stream().filter("listener:failed"::equals)).hasSize(100);
    }

    private record Recorder(List<String> emitted, CountDownLatch gate) implements Emitter {
        @Override
        public void on(String event, Consumer<? super CacheEvent<?, ?>> listener) {}

        @Override
        public void once(String event, Consumer<? super CacheEvent<?, ?>> listener) {}

        @Override
        public void off(String event, Consumer<? super CacheEvent<?, ?>> listener) {}

        @Override
        public void emit(String event, CacheEvent<?, ?> payload) {
            Stage.await(gate);
            emitted.add(event);
            throw new IllegalStateException("on purpose");
        }
    }
}
