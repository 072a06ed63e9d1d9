package org.terracecache.observe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.terracecache.observe.Stage.SOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.terracecache.Subscription;
import org.terracecache.event.EventsDropped;
import org.terracecache.event.ListenerFailed;
import org.terracecache.event.Written;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.Overflow;

/** Listeners that block, throw, are slow or call the cache: guarantees G6 and G7. */
@Timeout(60)
class AsynchronousListenerTest {
    private static final ListenerOptions SMALL = ListenerOptions.defaults().withQueueCapacity(4);

    private final CountDownLatch gate = new CountDownLatch(1);
    private Stage stage = new Stage();

    @AfterEach
    void close() {
        gate.countDown();
        stage.close();
    }

    @Test
    void put_listenerBlocksForEver_slowsNothingAndLosesOnlyItsOwnEvents() {
        CountDownLatch begun = new CountDownLatch(1);
        Subscription stuck = stage.signals
                .events()
                .on(
                        Written.<String, Integer>type(),
                        event -> {
                            begun.countDown();
                            Stage.await(gate);
                        },
                        SMALL);
        AtomicInteger heard = new AtomicInteger();
        stage.signals.events().on(Written.<String, Integer>type(), event -> heard.incrementAndGet());
        stage.put("first", 0);
        Stage.await(begun);

        IntStream.range(0, 1_000).forEach(i -> stage.put("key-" + i % 10, i));

        await().atMost(SOON).untilAtomic(heard, equalTo(1_001));
        assertThat(stuck.pending()).isEqualTo(4);
        assertThat(stuck.dropped()).isEqualTo(996);
        assertThat(stuck.delivered()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Overflow.class,
            names = {"DROP_OLDEST", "DROP_NEWEST"})
    void put_queueFull_dropsWhatThePolicySaysAndCountsItExactly(Overflow policy) {
        List<Integer> heard = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        Subscription subscription = stage.signals
                .events()
                .on(
                        Written.<String, Integer>type(),
                        event -> {
                            begun.countDown();
                            Stage.await(gate);
                            heard.add(event.value());
                        },
                        SMALL.withQueueCapacity(3).withOverflow(policy));
        stage.put("key", 0);
        Stage.await(begun);
        IntStream.rangeClosed(1, 10).forEach(i -> stage.put("key", i));
        gate.countDown();

        await().atMost(SOON).until(() -> subscription.delivered() == 4);
        assertThat(heard).isEqualTo(policy == Overflow.DROP_OLDEST ? List.of(0, 8, 9, 10) : List.of(0, 1, 2, 3));
        assertThat(subscription.dropped()).isEqualTo(7);
        assertThat(subscription.pending()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void put_manyWriters_everyEventIsDeliveredOrCountedAsDropped(Overflow policy) throws Exception {
        Subscription subscription =
                stage.signals.events().on(Written.<String, Integer>type(), event -> {}, SMALL.withOverflow(policy));
        Random random = new Random(Stage.seed());
        List<Future<?>> writers = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            long seed = random.nextLong();
            writers.add(stage.pool.submit(
                    () -> new Random(seed).ints(5_000, 0, 50).forEach(i -> stage.put("key-" + i, i))));
        }
        for (Future<?> writer : writers) {
            writer.get(60, SECONDS);
        }
        await().atMost(SOON).until(() -> subscription.delivered() + subscription.dropped() == 20_000);
        assertThat(subscription.pending()).isZero();
        if (policy == Overflow.BLOCK) {
            assertThat(subscription.dropped()).isZero();
        }
    }

    @Test
    void put_eightWritersOfFewKeys_eachListenerHearsEachKeyInVersionOrder() throws Exception {
        Map<String, Long> last = new ConcurrentHashMap<>();
        List<String> disorder = new CopyOnWriteArrayList<>();
        AtomicInteger heard = new AtomicInteger();
        AtomicBoolean inside = new AtomicBoolean();
        stage.signals
                .events()
                .on(
                        Written.<String, Integer>type(),
                        event -> {
                            if (!inside.compareAndSet(false, true)) {
                                disorder.add("two calls at once");
                            }
                            Long before = last.put(event.key(), event.version());
                            if (before != null && before >= event.version()) {
                                disorder.add(event.key() + ": " + event.version() + " after " + before);
                            }
                            heard.incrementAndGet();
                            inside.set(false);
                        },
                        ListenerOptions.defaults().withQueueCapacity(1 << 20));
        Random random = new Random(Stage.seed());
        List<Future<?>> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
            long seed = random.nextLong();
            writers.add(stage.pool.submit(
                    () -> new Random(seed).ints(10_000, 0, 5).forEach(i -> stage.put("key-" + i, i))));
        }
        for (Future<?> writer : writers) {
            writer.get(60, SECONDS);
        }
        await().atMost(SOON).untilAtomic(heard, equalTo(80_000));
        assertThat(disorder).isEmpty();
    }

    @Test
    void put_listenerThrows_isReportedAndOthersStillHear() {
        List<ListenerFailed<String, Integer>> reports = new CopyOnWriteArrayList<>();
        stage.signals.events().on(ListenerFailed.<String, Integer>type(), reports::add);
        Subscription failing = stage.signals.events().on(Written.<String, Integer>type(), event -> {
            throw new IllegalStateException("on purpose");
        });
        List<Integer> heard = new CopyOnWriteArrayList<>();
        stage.signals.events().on(Written.<String, Integer>type(), event -> heard.add(event.value()));

        IntStream.range(0, 5).forEach(i -> stage.put("key", i));

        await().atMost(SOON).until(() -> reports.size() == 5 && heard.size() == 5);
        assertThat(failing.failed()).isEqualTo(5);
        assertThat(reports).extracting(ListenerFailed::count).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(reports.get(0).error()).hasMessage("on purpose");
        assertThat(reports.get(0).cache()).isEqualTo("orders");
    }

    @Test
    void failure_ofAListenerOfFailures_isCountedAndNotReportedAgain() {
        Subscription failing = stage.signals.events().on(ListenerFailed.<String, Integer>type(), event -> {
            throw new IllegalStateException("on purpose");
        });
        stage.signals.events().on(Written.<String, Integer>type(), event -> {
            throw new IllegalStateException("first");
        });
        stage.put("key", 1);
        stage.put("key", 2);
        await().atMost(SOON).until(() -> failing.delivered() == 2);
        await().during(Duration.ofMillis(100)).atMost(SOON).until(() -> failing.failed() == 2);
    }

    @Test
    void drops_ofABlockedListener_areReportedWithoutFurtherEvents() {
        List<EventsDropped<String, Integer>> reports = new CopyOnWriteArrayList<>();
        stage.signals.events().on(EventsDropped.<String, Integer>type(), reports::add);
        CountDownLatch begun = new CountDownLatch(1);
        stage.signals
                .events()
                .on(
                        Written.<String, Integer>type(),
                        event -> {
                            begun.countDown();
                            Stage.await(gate);
                        },
                        SMALL);
        stage.put("key", 0);
        Stage.await(begun);
        IntStream.range(0, 100).forEach(i -> stage.put("key", i));

        await().atMost(SOON)
                .until(() ->
                        !reports.isEmpty() && reports.get(reports.size() - 1).total() == 96);
        assertThat(reports.stream().mapToLong(EventsDropped::count).sum()).isEqualTo(96);
        assertThat(reports).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void drops_goOn_areReportedOnceASecond() {
        List<EventsDropped<String, Integer>> reports = new CopyOnWriteArrayList<>();
        stage.signals.events().on(EventsDropped.<String, Integer>type(), reports::add);
        stage.signals.events().on(Written.<String, Integer>type(), event -> Stage.await(gate), SMALL);
        await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> {
            IntStream.range(0, 10).forEach(i -> stage.put("key", i));
            return reports.size() == 3;
        });
        Duration between =
                Duration.between(reports.get(0).time(), reports.get(2).time());
        assertThat(between).isGreaterThan(Duration.ofMillis(1_900));
    }

    @Test
    void put_fromAListenerOnAPoolOfOneThread_doesNotDeadlock() {
        for (ForkJoinPool pool : List.of(new ForkJoinPool(1), ForkJoinPool.commonPool())) {
            stage.close();
            stage = new Stage(pool, null);
            AtomicInteger heard = new AtomicInteger();
            for (int listener = 0; listener < 2; listener++) {
                stage.signals
                        .events()
                        .on(
                                Written.<String, Integer>type(),
                                event -> {
                                    heard.incrementAndGet();
                                    if (event.value() > 0) {
                                        stage.put(event.key(), event.value() - 1);
                                    }
                                },
                                SMALL.withOverflow(Overflow.BLOCK));
            }
            stage.put("key", 6);
            // each of two listeners answers each event of a value above 0 with another: 1 + 2 + 4 + … + 64, heard twice
            await().atMost(SOON).untilAtomic(heard, equalTo(2 * 127));
        }
    }

    @Test
    void drain_listenerIsBusyOnAPoolOfOneThread_makesWayForOthers() {
        stage.close();
        ForkJoinPool pool = new ForkJoinPool(1);
        stage = new Stage(pool, null);
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch busy = new CountDownLatch(1);
        stage.signals.events().on(Written.<String, Integer>type(), event -> {
            busy.countDown();
            if (!stop.get()) {
                stage.publish(Kind.CREATED, Audience.GENERAL, "again", 1, null);
            }
        });
        stage.put("key", 1);
        Stage.await(busy);
        CountDownLatch heard = new CountDownLatch(1);
        stage.signals.events().on(org.terracecache.event.Hit.<String, Integer>type(), event -> heard.countDown());
        stage.publish(Kind.HIT, Audience.GENERAL, "key", 1, null);
        Stage.await(heard);
        stop.set(true);
        pool.shutdown();
    }

    @Test
    void put_executorRejects_dropsAndGoesOn() {
        stage.close();
        AtomicBoolean rejecting = new AtomicBoolean(true);
        Stage[] made = new Stage[1];
        made[0] = new Stage(
                task -> {
                    if (rejecting.get()) {
                        throw new RejectedExecutionException();
                    }
                    made[0].pool.execute(task);
                },
                null);
        stage = made[0];
        List<Integer> heard = new CopyOnWriteArrayList<>();
        Subscription subscription =
                stage.signals.events().on(Written.<String, Integer>type(), event -> heard.add(event.value()));
        stage.put("key", 1);
        assertThat(subscription.dropped()).isEqualTo(1);
        rejecting.set(false);
        stage.put("key", 2);
        await().atMost(SOON).until(() -> heard.equals(List.of(2)));
    }

    @Test
    void put_executorRunsInTheCaller_listenerDoesNotRunInTheKeysMonitor() {
        stage.close();
        stage = new Stage(Runnable::run, null);
        Thread writer = Thread.currentThread();
        AtomicReference<Thread> caller = new AtomicReference<>();
        AtomicInteger heard = new AtomicInteger();
        stage.signals.events().on(Written.<String, Integer>type(), event -> {
            caller.set(Thread.currentThread());
            heard.incrementAndGet();
        });
        IntStream.range(0, 2_000).forEach(i -> stage.put("key", i));
        await().atMost(SOON).untilAtomic(heard, equalTo(2_000));
        assertThat(caller.get()).isNotSameAs(writer);
    }

    @Test
    void threads_afterClose_noneStaysBehind() {
        IntStream.range(0, 50).forEach(i -> stage.put("key", i));
        stage.close();
        await().atMost(SOON).until(((ThreadPoolExecutor) stage.pool)::isTerminated);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("terrace-node-1-backstage"));
    }
}
