package org.terracecache.observe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.terracecache.observe.Stage.SOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryUpdatedListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.terracecache.Subscription;
import org.terracecache.event.Cause;
import org.terracecache.event.ListenerFailed;
import org.terracecache.event.Written;
import org.terracecache.spi.ListenerOptions;

/** Synchronous listeners: guarantees G6 and G7. */
@Timeout(60)
class SynchronousListenerTest {
    private static final ListenerOptions SYNCHRONOUS =
            ListenerOptions.defaults().withSynchronous(true);

    private final Stage stage = new Stage();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        stage.close();
        assertThat(stage.signals.lanes()).as("lanes left behind").isZero();
        assertThat(Turn.exists()).as("state left behind in the thread").isFalse();
    }

    @Test
    void put_listenerIsSynchronous_hasRunWhenTheCallReturns() {
        List<Integer> heard = new ArrayList<>();
        stage.signals.events().on(Written.<String, Integer>type(), event -> heard.add(event.value()), SYNCHRONOUS);
        assertThat(stage.signals.interest() & CacheSignals.SYNCHRONOUS).isNotZero();
        stage.put("key", 1);
        stage.put("key", 2);
        assertThat(heard).containsExactly(1, 2);
    }

    @Test
    void put_listenerBlocks_delaysItsCallerAndTheKeysWritersAndNobodyElse() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        stage.signals
                .events()
                .on(
                        Written.<String, Integer>type(),
                        event -> {
                            if (event.key().equals("slow") && event.value() == 1) {
                                begun.countDown();
                                Stage.await(gate);
                            }
                        },
                        SYNCHRONOUS);
        Future<Long> caller = stage.pool.submit(() -> stage.put("slow", 1));
        Stage.await(begun);
        Future<Long> sameKey = stage.pool.submit(() -> stage.put("slow", 2));

        for (int i = 0; i < 1_000; i++) {
            stage.put("key-" + i, i);
        }

        await().during(Duration.ofMillis(200)).atMost(SOON).until(() -> !caller.isDone() && !sameKey.isDone());
        gate.countDown();
        caller.get(60, SECONDS);
        sameKey.get(60, SECONDS);
    }

    @Test
    void put_inAListener_returnsBeforeItsOwnListenersWhichRunNextOnThatThread() {
        List<String> log = new ArrayList<>();
        Thread me = Thread.currentThread();
        stage.signals
                .events()
                .on(
                        Written.<String, Integer>type(),
                        event -> {
                            assertThat(Thread.currentThread()).isSameAs(me);
                            log.add("begin " + event.key() + event.value());
                            if (event.value() < 2) {
                                stage.put("key", event.value() + 1);
                                stage.put("other", 9);
                            }
                            log.add("end " + event.key() + event.value());
                        },
                        SYNCHRONOUS);
        stage.put("key", 1);
        assertThat(log)
                .containsExactly("begin key1", "end key1", "begin key2", "end key2", "begin other9", "end other9");
    }

    @Test
    void put_twoListenersAndANestedPutOfTheKey_eachHearsTheKeyInOrder() {
        List<Integer> second = new ArrayList<>();
        stage.signals
                .events()
                .on(
                        Written.<String, Integer>type(),
                        event -> {
                            if (event.value() < 5) {
                                stage.put("key", event.value() + 1);
                            }
                        },
                        SYNCHRONOUS);
        stage.signals.events().on(Written.<String, Integer>type(), event -> second.add(event.value()), SYNCHRONOUS);
        stage.put("key", 1);
        assertThat(second).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void put_eightWritersOfFewKeys_hearsEachKeyInOrderBeforeItsCallReturns() throws Exception {
        Map<String, Long> last = new ConcurrentHashMap<>();
        List<String> disorder = new CopyOnWriteArrayList<>();
        AtomicInteger heard = new AtomicInteger();
        stage.signals
                .events()
                .on(
                        Written.<String, Integer>type(),
                        event -> {
                            Long before = last.put(event.key(), event.version());
                            if (before != null && before + 1 != event.version()) {
                                disorder.add(event.key() + ": " + event.version() + " after " + before);
                            }
                            heard.incrementAndGet();
                        },
                        SYNCHRONOUS);
        Random random = new Random(Stage.seed());
        List<Future<?>> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
            long seed = random.nextLong();
            writers.add(stage.pool.submit(() -> new Random(seed)
                    .ints(5_000, 0, 4)
                    .forEach(i -> {
                        long version = stage.put("key-" + i, i);
                        if (last.get("key-" + i) < version) {
                            disorder.add("returned too early");
                        }
                    })));
        }
        for (Future<?> writer : writers) {
            writer.get(60, SECONDS);
        }
        assertThat(disorder).isEmpty();
        assertThat(heard).hasValue(40_000);
    }

    @Test
    void put_standardListenerThrows_othersHearAndTheCallerGetsTheException() {
        List<ListenerFailed<String, Integer>> reports = new CopyOnWriteArrayList<>();
        stage.signals.events().on(ListenerFailed.<String, Integer>type(), reports::add);
        List<String> heard = new ArrayList<>();
        IllegalStateException cause = new IllegalStateException("on purpose");
        CacheEntryListenerException own = new CacheEntryListenerException("own");
        stage.signals.register(Stage.configuration(new Created(cause, heard), false, true));
        stage.signals.register(Stage.configuration(new Created(own, heard), false, true));
        stage.signals.register(Stage.configuration(new Created(null, heard), false, true));

        assertThatThrownBy(() -> stage.put("key", 1))
                .isInstanceOf(CacheEntryListenerException.class)
                .hasCause(cause)
                .hasSuppressedException(own);
        assertThat(heard).hasSize(3);
        await().atMost(SOON).until(() -> reports.size() == 2);
        stage.put("key", 2);
    }

    @Test
    void put_vendorListenerThrows_theCallerDoesNotNotice() {
        List<ListenerFailed<String, Integer>> reports = new ArrayList<>();
        stage.signals.events().on(ListenerFailed.<String, Integer>type(), reports::add, SYNCHRONOUS);
        stage.signals
                .events()
                .on(
                        Written.<String, Integer>type(),
                        event -> {
                            throw new IllegalStateException("on purpose");
                        },
                        SYNCHRONOUS);
        stage.put("key", 1);
        assertThat(reports).hasSize(1);
    }

    @Test
    void put_anotherThreadMakesTheDelivery_theFailureReachesItsOwnCaller() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        stage.signals.register(Stage.configuration(
                new Updated(value -> {
                    if (value == 1) {
                        begun.countDown();
                        Stage.await(gate);
                    } else {
                        throw new IllegalStateException("second");
                    }
                }),
                false,
                true));
        stage.put("key", 0);
        Future<Long> first = stage.pool.submit(() -> stage.put("key", 1));
        Stage.await(begun);
        Future<Long> second = stage.pool.submit(() -> stage.put("key", 2));
        await().during(Duration.ofMillis(100)).atMost(SOON).until(() -> !second.isDone());
        gate.countDown();
        first.get(60, SECONDS);
        assertThatThrownBy(() -> second.get(60, SECONDS)).hasCauseInstanceOf(CacheEntryListenerException.class);
    }

    @Test
    void settle_drainersListenerWaitsForAKeyThatTheWaiterHolds_isBrokenUpAndDeliveredLater() throws Exception {
        BlockingListenerTest.HeldKey held = new BlockingListenerTest.HeldKey();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        List<Integer> heard = new CopyOnWriteArrayList<>();
        Subscription subscription = stage.signals
                .events()
                .on(
                        Written.<String, Integer>type(),
                        event -> {
                            heard.add(event.value());
                            if (event.value() == 1) {
                                begun.countDown();
                                Stage.await(waiting);
                                held.awaitRelease();
                            }
                        },
                        SYNCHRONOUS);
        Future<Long> drainer = stage.pool.submit(() -> stage.put("key", 1));
        Stage.await(begun);
        Future<?> holder = stage.pool.submit(() -> {
            held.hold();
            waiting.countDown();
            stage.put("key", 2);
            held.release();
        });
        holder.get(60, SECONDS);
        drainer.get(60, SECONDS);
        assertThat(heard).containsExactly(1, 2);
        assertThat(subscription.failed())
                .as("keys that the listener could not wait for")
                .isZero();
    }

    @Test
    void put_inAnAsynchronousListener_runsSynchronousListenersThere() {
        List<Integer> synchronous = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        stage.signals
                .events()
                .on(Written.<String, Integer>type(), event -> synchronous.add(event.value()), SYNCHRONOUS);
        stage.signals.events().on(Written.<String, Integer>type(), event -> {
            if (event.value() == 1) {
                stage.put("key", 2);
                assertThat(synchronous).containsExactly(1, 2);
                done.countDown();
            }
        });
        stage.put("key", 1);
        Stage.await(done);
    }

    @Test
    void interest_listenerLeavesBetweenPublishAndSettle_stillAsksToSettle() {
        List<Integer> heard = new ArrayList<>();
        Subscription subscription = stage.signals
                .events()
                .on(Written.<String, Integer>type(), event -> heard.add(event.value()), SYNCHRONOUS);
        stage.signals.publish(new Signal<>(Kind.CREATED, Stage.ALL, "key", 1, null, 1, Cause.PUT, null));
        subscription.close();
        assertThat(stage.signals.interest()).isEqualTo(CacheSignals.SYNCHRONOUS);
        stage.signals.settle();
        assertThat(heard).isEmpty();
        assertThat(subscription.dropped()).isEqualTo(1);
    }

    private record Created(RuntimeException thrown, List<String> heard)
            implements CacheEntryCreatedListener<String, Integer> {
        @Override
        public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
            events.forEach(event -> heard.add(event.getKey()));
            if (thrown != null) {
                throw thrown;
            }
        }
    }

    private record Updated(java.util.function.IntConsumer action)
            implements CacheEntryUpdatedListener<String, Integer> {
        @Override
        public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
            events.forEach(event -> action.accept(event.getValue()));
        }
    }
}
