package org.terracecache.observe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.terracecache.observe.Stage.SOON;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.terracecache.Subscription;
import org.terracecache.event.Miss;
import org.terracecache.event.Written;
import org.terracecache.lock.Wait;
import org.terracecache.lock.WaitGraph;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.Overflow;

/** The policy BLOCK: writers wait for room, except where that would never end. */
@Timeout(60)
class BlockingListenerTest {
    private static final ListenerOptions BLOCK =
            ListenerOptions.defaults().withQueueCapacity(2).withOverflow(Overflow.BLOCK);

    private final CountDownLatch gate = new CountDownLatch(1);
    private Stage stage = new Stage();

    @AfterEach
    void close() {
        gate.countDown();
        stage.close();
    }

    @Test
    void interest_blockingListener_hasTheBit() {
        assertThat(stage.signals.interest()).isZero();
        Subscription subscription = stage.signals.events().on(Written.type(), event -> {}, BLOCK);
        assertThat(stage.signals.interest() & CacheSignals.BLOCKING).isNotZero();
        subscription.close();
        assertThat(stage.signals.interest()).isZero();
    }

    @Test
    void awaitRoom_queueFull_waitsUntilTheListenerGoesOn() throws Exception {
        Subscription subscription = stuckListener();
        IntStream.range(1, 3).forEach(i -> stage.put("key", i));
        assertThat(subscription.pending()).isEqualTo(2);

        Future<Long> writer = stage.pool.submit(() -> stage.put("key", 3));
        await().during(java.time.Duration.ofMillis(300)).atMost(SOON).until(() -> !writer.isDone());
        assertThat(subscription.pending()).isEqualTo(2);

        gate.countDown();
        writer.get(60, SECONDS);
        await().atMost(SOON).until(() -> subscription.delivered() == 4);
        assertThat(subscription.dropped()).isZero();
    }

    @Test
    void awaitRoom_listenerEndsWhileAWriterWaits_letsTheWriterGo() throws Exception {
        Subscription subscription = stuckListener();
        IntStream.range(1, 3).forEach(i -> stage.put("key", i));
        Future<Long> writer = stage.pool.submit(() -> stage.put("key", 3));
        await().during(java.time.Duration.ofMillis(200)).atMost(SOON).until(() -> !writer.isDone());
        subscription.close();
        writer.get(60, SECONDS);
    }

    @Test
    void awaitRoom_listenerWaitsForAKeyThatTheWriterHolds_isBrokenUp() throws Exception {
        CountDownLatch full = new CountDownLatch(1);
        CountDownLatch listening = new CountDownLatch(1);
        HeldKey key = new HeldKey();
        Subscription subscription = stage.signals
                .events()
                .on(
                        Written.type(),
                        event -> {
                            listening.countDown();
                            Stage.await(full);
                            key.awaitRelease();
                        },
                        BLOCK);
        stage.put("key", 0);
        Stage.await(listening);
        Future<?> holder = stage.pool.submit(() -> {
            key.hold();
            IntStream.range(1, 3).forEach(i -> stage.put("key", i));
            full.countDown();
            stage.put("key", 3);
            key.release();
        });
        holder.get(60, SECONDS);
        await().atMost(SOON).until(() -> subscription.delivered() == 4);
    }

    @Test
    void awaitRoom_allThreadsOfThePoolAreBusyElsewhere_endsByItself() throws Exception {
        stage.close();
        stage = new Stage(new ForkJoinPool(1), null);
        CountDownLatch occupied = new CountDownLatch(1);
        stage.signals.events().on(Miss.type(), event -> {
            occupied.countDown();
            Stage.await(gate);
        });
        stage.publish(Kind.MISS, Audience.GENERAL, "key", null, null);
        Stage.await(occupied);
        Subscription subscription = stage.signals.events().on(Written.type(), event -> {}, BLOCK);
        Future<?> writer = stage.pool.submit(() -> IntStream.range(0, 4).forEach(i -> stage.put("key", i)));
        writer.get(60, SECONDS);
        assertThat(subscription.pending()).isEqualTo(4);
    }

    @Test
    void awaitRoom_inAListener_doesNotWait() {
        Subscription stuck = stuckListener();
        IntStream.range(1, 3).forEach(i -> stage.put("key", i));
        CountDownLatch done = new CountDownLatch(1);
        stage.signals.events().on(Miss.type(), event -> {
            stage.put("key", 3);
            done.countDown();
        });
        stage.publish(Kind.MISS, Audience.GENERAL, "key", null, null);
        Stage.await(done);
        assertThat(stuck.pending()).isEqualTo(3);
    }

    private Subscription stuckListener() {
        CountDownLatch begun = new CountDownLatch(1);
        Subscription subscription = stage.signals
                .events()
                .on(
                        Written.type(),
                        event -> {
                            begun.countDown();
                            Stage.await(gate);
                        },
                        BLOCK);
        stage.put("key", 0);
        Stage.await(begun);
        return subscription;
    }

    /** A key that a thread holds, as an entry processor does. */
    static final class HeldKey {
        private volatile @Nullable Thread holder;
        private volatile boolean released;
        private volatile @Nullable Wait wait;

        void hold() {
            holder = Thread.currentThread();
        }

        void release() {
            released = true;
            Wait waiting = wait;
            if (waiting != null) {
                waiting.wake();
            }
        }

        void awaitRelease() {
            Wait waiting = new Wait("key", false) {
                @Override
                protected @Nullable Thread blocker() {
                    return holder;
                }

                @Override
                protected boolean isOver() {
                    return released;
                }
            };
            wait = waiting;
            WaitGraph.await(waiting);
        }
    }
}
