package org.terracecache.layer;

import java.util.ArrayList;
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
    private final ConcurrentMap<Long, Echo> pending = new ConcurrentHashMap<>();

    /**
     * Begins to expect a mutation's echo, before the mutation is sent.
     *
     * @param cause what makes the mutation
     * @param awaited whether the caller will {@linkplain Echo#await await} it
     * @param deadlineNanos when it is given up unless it is awaited
     */
    Echo expect(long stamp, Cause cause, boolean awaited, long deadlineNanos) {
        Echo echo = new Echo(stamp, cause, awaited, deadlineNanos);
        pending.put(stamp, echo);
        return echo;
    }

    /** Nothing was published, or nobody knows: nothing more is expected. */
    void forget(Echo echo) {
        pending.remove(echo.stamp, echo);
    }

    /**
     * A mutation of this node came back. Tells its events, unless they went out already.
     *
     * @param telling tells them, by the mutation's cause if it is known, and gives what is left to do: for the caller, if it waits
     * @param elsewhere does it otherwise
     */
    public void arrived(long stamp, Function<@Nullable Cause, List<Runnable>> telling, Consumer<Runnable> elsewhere) {
        Echo echo = pending.remove(stamp);
        if (echo != null && !echo.settle()) {
            return;
        }
        List<Runnable> left = telling.apply(echo == null ? null : echo.cause);
        if (echo != null && echo.awaited) {
            echo.left.addAll(left);
            echo.latch.countDown();
        } else {
            left.forEach(elsewhere);
        }
    }

    /** Gives up what is overdue. */
    void expire(long nowNanos) {
        pending.values().forEach(echo -> {
            Runnable substitute = echo.substitute;
            if (echo.deadlineNanos - nowNanos <= 0 && substitute != null && echo.settle()) {
                forget(echo);
                substitute.run();
            }
        });
    }

    /** One mutation's echo. */
    static final class Echo {
        private final long stamp;
        private final Cause cause;
        private final boolean awaited;
        private final long deadlineNanos;
        private final CountDownLatch latch = new CountDownLatch(1);
        private final List<Runnable> left = new ArrayList<>();
        private volatile @Nullable Runnable substitute;
        private boolean settled;

        Echo(long stamp, Cause cause, boolean awaited, long deadlineNanos) {
            this.stamp = stamp;
            this.cause = cause;
            this.awaited = awaited;
            this.deadlineNanos = deadlineNanos;
        }

        private synchronized boolean settle() {
            boolean first = !settled;
            settled = true;
            return first;
        }

        boolean isAwaited() {
            return awaited;
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
                            left.forEach(Runnable::run);
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
