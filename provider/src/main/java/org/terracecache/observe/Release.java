package org.terracecache.observe;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Something to be done once, by whichever thread finds that it is time. */
final class Release {
    /** A listener that blocks must not hold up who ends its subscription for longer; its last call then does the release. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final Runnable action;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    Release(Runnable action) {
        this.action = action;
    }

    void now() {
        if (begun.compareAndSet(false, true)) {
            try {
                action.run();
            } finally {
                done.countDown();
            }
        }
    }

    void await() {
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        for (boolean over = false; !over; ) {
            try {
                boolean released = done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                over = released || System.nanoTime() - deadline >= 0;
            } catch (InterruptedException expected) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
