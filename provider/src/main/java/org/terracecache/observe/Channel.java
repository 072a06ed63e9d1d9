package org.terracecache.observe;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.terracecache.spi.Overflow;

/**
 * The way to one asynchronous listener: a bounded queue, and at most one task at a time that empties it on the executor.
 *
 * <p>A giver adds an item and then looks at the state: idle, it schedules the task. The task finds the queue empty, says
 * idle and then looks at the queue again. So whatever the timing, one of the two sees the item.
 */
final class Channel {
    /** After so many items the task makes way for other users of the executor's threads. */
    private static final int BATCH = 512;

    /** This part of a full queue is dropped at once. */
    private static final int SHED = 16;

    private final Subscriber subscriber;
    private final int capacity;
    private final Overflow overflow;
    private final Queue<Object> queue = new ConcurrentLinkedQueue<>();
    private final Tally tally = new Tally();
    private final Patience patience = new Patience();
    private final Room room;
    private final DropReport drops;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable Origin via;

    Channel(Subscriber subscriber, int capacity, Overflow overflow) {
        this.subscriber = subscriber;
        this.capacity = capacity;
        this.overflow = overflow;
        this.room = new Room(this, subscriber.name());
        this.drops = new DropReport(subscriber, tally::drops, () -> via);
    }

    /** Queues an item, or drops one. Never blocks, never runs user code but the executor's, never throws. */
    void give(Object item, Origin origin) {
        give(item, origin, true);
    }

    /** {@code held}: whether the giver has {@linkplain #awaitRoom waited} if it was to; what comes from elsewhere cannot, and is bounded otherwise. */
    void give(Object item, Origin origin, boolean held) {
        if (overflow == Overflow.DROP_NEWEST || (blocks() && !held)) {
            if (!tally.giveWithin(capacity)) {
                tally.refused();
                drops.dropped(item);
                return;
            }
            queue.add(item);
        } else {
            boolean tooMany = tally.giveBeyond(capacity);
            queue.add(item);
            if (tooMany && overflow == Overflow.DROP_OLDEST) {
                shed();
            }
        }
        if (!busy.get() && busy.compareAndSet(false, true)) {
            via = origin;
            submit(origin, Thread.currentThread());
        }
    }

    /** Drops a few items at once, so that givers and the task do not meet at the head of a full queue for each one. */
    private void shed() {
        while (tally.exceeds(capacity - capacity / SHED)) {
            Object oldest = queue.poll();
            if (oldest == null) {
                return;
            }
            tally.dropped();
            drops.dropped(oldest);
        }
    }

    /** Drops all that waits, because the subscription ended. */
    void discard() {
        while (queue.poll() != null) {
            tally.dropped();
        }
        room.release();
    }

    private void submit(Origin origin, @Nullable Thread giver) {
        @Nullable Throwable refusal = trySubmit(origin, giver);
        if (refusal != null) {
            rejected(refusal);
        }
    }

    private @Nullable Throwable trySubmit(Origin origin, @Nullable Thread giver) {
        Drain drain = new Drain(this, origin, giver);
        try {
            origin.executor().execute(drain);
        } catch (RuntimeException | Error e) {
            return drain.cancel() ? e : null;
        } finally {
            drain.submitted();
        }
        return null;
    }

    /** The executor takes no more work: what waits will not be delivered, and must not wait for ever. */
    private void rejected(Throwable reason) {
        busy.set(false);
        discard();
        drops.rejected(reason);
    }

    /** The executor ran the task on the giver's thread, which may hold a key: to be tried again elsewhere. */
    void resubmitElsewhere(Origin origin) {
        if (!subscriber.board().backstage().run(() -> submit(origin, null))) {
            rejected(new RejectedExecutionException("closed"));
        }
    }

    /** Delivers what waits. Called by the one task there is. */
    void drain(Origin origin) {
        do {
            subscriber.enter();
            room.opened(Thread.currentThread());
            Turn.startListening();
            try {
                deliverBatch();
            } finally {
                Turn.stopListening();
                room.closed();
                subscriber.exit();
            }
            busy.set(false);
        } while (!queue.isEmpty() && busy.compareAndSet(false, true) && !makesWay(origin));
    }

    /**
     * Lets others have the thread and goes on later, unless that is impossible. A worker of a fork-join pool takes its own
     * tasks first; there the task comes back from another thread, and only if others wait.
     */
    private boolean makesWay(Origin origin) {
        Thread me = Thread.currentThread();
        if (!(me instanceof ForkJoinWorkerThread worker)) {
            return trySubmit(origin, me) == null;
        }
        ForkJoinPool pool = worker.getPool();
        boolean others = pool.hasQueuedSubmissions() || pool.getQueuedTaskCount() > 0;
        return others && subscriber.board().backstage().run(() -> submit(origin, null));
    }

    private void deliverBatch() {
        for (int i = 0; i < BATCH; i++) {
            Object item = next();
            if (item == null) {
                return;
            }
            tally.taken();
            if (blocks()) {
                room.onTaken();
            }
            subscriber.hear(item, null);
        }
    }

    private @Nullable Object next() {
        Object item = queue.poll();
        return item != null ? item : patience.poll(queue);
    }

    Subscriber subscriber() {
        return subscriber;
    }

    boolean blocks() {
        return overflow == Overflow.BLOCK;
    }

    /** Whether operations wait for room in it. */
    boolean holdsBack() {
        return blocks() && !subscriber.options().synchronous() && subscriber.hearsOperations();
    }

    boolean isFull() {
        return tally.exceeds(capacity - 1);
    }

    void awaitRoom() {
        room.await();
    }

    long dropped() {
        return tally.drops();
    }

    long waiting() {
        return tally.waiting();
    }
}
