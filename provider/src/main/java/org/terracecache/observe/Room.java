package org.terracecache.observe;

import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.terracecache.lock.Wait;
import org.terracecache.lock.WaitGraph;

/**
 * Where writers wait until a full queue has room again. They wait for the thread that empties the queue, and the wait graph
 * lets one go that this thread waits for. While no thread empties the queue, because the executor's threads are all busy,
 * nobody can be named; such a wait ends by itself after a while, and the queue exceeds its bound.
 */
final class Room {
    private static final int LOOKS = 200;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int STEPS = 100;

    private final Channel channel;
    private final String listener;
    private final Queue<RoomWait> waits = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread taker;

    Room(Channel channel, String listener) {
        this.channel = channel;
        this.listener = listener;
    }

    void opened(Thread thread) {
        taker = thread;
    }

    /** Nobody takes any more. Said before the waits are ended: who begins one now sees the one or the other. */
    void closed() {
        taker = null;
        release();
    }

    /** Said after the item was counted. Who waits counts after he said so: one of the two sees the other. */
    void onTaken() {
        VarHandle.fullFence();
        if (!waits.isEmpty()) {
            release();
        }
    }

    void release() {
        for (RoomWait wait = waits.poll(); wait != null; wait = waits.poll()) {
            wait.end();
        }
    }

    void await() {
        int steps = 0;
        for (int i = 0; i < LOOKS && channel.isFull(); i++) {
            Thread.onSpinWait();
        }
        while (channel.isFull() && channel.subscriber().isOpen() && steps < STEPS) {
            if (taker == null) {
                steps++;
                pause();
            } else if (!awaitTaker()) {
                return;
            } else {
                steps = 0;
            }
        }
    }

    private boolean awaitTaker() {
        RoomWait wait = new RoomWait(this);
        waits.add(wait);
        if (taker == null || !channel.isFull()) {
            waits.remove(wait);
            return true;
        }
        boolean over = WaitGraph.await(wait);
        waits.remove(wait);
        return over;
    }

    private static void pause() {
        boolean interrupted = Thread.interrupted();
        LockSupport.parkNanos(STEP_NANOS);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class RoomWait extends Wait {
        private final Room room;
        private volatile boolean over;

        RoomWait(Room room) {
            super("(room in the queue of " + room.listener + ")", true);
            this.room = room;
        }

        void end() {
            over = true;
            wake();
        }

        @Override
        protected @Nullable Thread blocker() {
            return room.taker;
        }

        @Override
        protected boolean isOver() {
            return over;
        }
    }
}
