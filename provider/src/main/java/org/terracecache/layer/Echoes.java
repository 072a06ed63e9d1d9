package org.terracecache.layer;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;

/**
 * A cache's own mutations that are still to come back on the bus. Events go out in the bus's order, hence at the echo; the caller of
 * a mutation that synchronous listeners wait for waits for it, too. An echo that does not come in time is given up: its events then go out
 * without it, and when it comes after all it tells nothing. Safe for any thread.
 */
public final class Echoes {
    /** For so long it is remembered that a mutation was told without its echo: on a connection that is later than that, nobody listens any more. */
    private static final long REMEMBERED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ConcurrentMap<Long, Echo> pending = new ConcurrentHashMap<>();

    /**
     * Begins to expect a mutation's echo, before the mutation is sent.
     *
     * @param cause what makes the mutation
     * @param awaited whether the caller will {@linkplain Echo#await await} it
     * @param deadlineNanos when it is given up
     */
    Echo expect(long stamp, Cause cause, boolean awaited, long deadlineNanos) {
        Echo echo = new Echo(stamp, cause, awaited, deadlineNanos);
        pending.put(stamp, echo);
        return echo;
    }

    /** Nothing was published, or nobody knows: nothing more is expected. If it comes, or has come, it is told like any other message. */
    void forget(Echo echo) {
        pending.remove(echo.stamp, echo);
        echo.leave();
    }

    /**
     * A mutation of this node came back. Tells its events, unless they went out already.
     *
     * @param telling tells them, by the mutation's cause if it is known, and gives what is left to do: for the caller, if it waits
     * @param elsewhere does it otherwise
     */
    public void arrived(long stamp, Function<@Nullable Cause, List<Runnable>> telling, Consumer<Runnable> elsewhere) {
        Echo echo = pending.remove(stamp);
        if (echo == null) {
            telling.apply(null).forEach(elsewhere);
        } else if (echo.settle()) {
            List<Runnable> left = List.of();
            try {
                left = telling.apply(echo.cause);
            } finally {
                echo.arrive(left, elsewhere);
            }
        }
    }

    /** Gives up what is overdue, and forgets what was given up long ago. */
    void expire(long nowNanos) {
        pending.values().forEach(echo -> {
            long overdue = nowNanos - echo.deadlineNanos;
            Runnable substitute = echo.substitute;
            if (overdue >= 0 && substitute != null && echo.settle()) {
                substitute.run();
            }
            if (overdue >= REMEMBERED_NANOS && echo.isSettled()) {
                pending.remove(echo.stamp, echo);
            }
        });
    }

    /** How many are remembered. */
    int size() {
        return pending.size();
    }

    /** One mutation's echo. */
    static final class Echo {
        private final long stamp;
        private final Cause cause;
        private final boolean awaited;
        private final long deadlineNanos;
        private final CountDownLatch latch = new CountDownLatch(1);
        private volatile @Nullable Runnable substitute;

        // Guarded by the monitor: whether it has come or was given up, what it left to do, and whether its caller
        // waits.
        private boolean settled;
        private List<Runnable> left = List.of();
        private Consumer<Runnable> elsewhere = Runnable::run;
        private boolean attended;

        Echo(long stamp, Cause cause, boolean awaited, long deadlineNanos) {
            this.stamp = stamp;
            this.cause = cause;
            this.awaited = awaited;
            this.attended = awaited;
            this.deadlineNanos = deadlineNanos;
        }

        private synchronized boolean settle() {
            boolean first = !settled;
            settled = true;
            return first;
        }

        private synchronized boolean isSettled() {
            return settled;
        }

        /** What it leaves to do is the caller's if there is one that waits. */
        private void arrive(List<Runnable> toDo, Consumer<Runnable> otherwise) {
            synchronized (this) {
                left = toDo;
                elsewhere = otherwise;
            }
            latch.countDown();
            if (!isAttended()) {
                doElsewhere();
            }
        }

        /** The caller does not wait any more. */
        private void leave() {
            synchronized (this) {
                attended = false;
            }
            doElsewhere();
        }

        private synchronized boolean isAttended() {
            return attended;
        }

        private void doElsewhere() {
            Consumer<Runnable> otherwise;
            synchronized (this) {
                otherwise = elsewhere;
            }
            take().forEach(otherwise);
        }

        private synchronized List<Runnable> take() {
            List<Runnable> taken = left;
            left = List.of();
            return taken;
        }

        boolean isAwaited() {
            return awaited;
        }

        /** When it is given up. */
        long deadlineNanos() {
            return deadlineNanos;
        }

        /** What tells the events if the echo does not come. */
        void otherwise(Runnable telling) {
            substitute = telling;
        }

        /**
         * Waits for the echo and does what is left to do on this thread.
         *
         * @return false if it did not come, so that its events are the caller's to tell
         */
        boolean await(long nanos) {
            boolean interrupted = false;
            long deadline = System.nanoTime() + nanos;
            try {
                while (true) {
                    try {
                        if (latch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) || !settle()) {
                            latch.await();
                            take().forEach(Runnable::run);
                            return true;
                        }
                        return false;
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
