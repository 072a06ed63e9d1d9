package org.terracecache.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a run to end early. When the JVM is asked to end, as Ctrl-C does, the signal is given, and the JVM waits until the
 * run has shown what was done so far. Safe for use by many threads.
 */
final class StopSignal {
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final CountDownLatch given = new CountDownLatch(1);
    private final CountDownLatch shown = new CountDownLatch(1);
    private volatile Runnable atTheVeryEnd = () -> {};

    void give() {
        given.countDown();
    }

    boolean isGiven() {
        return given.getCount() == 0;
    }

    /** Waits for the signal, at most that long; returns whether it was given. */
    boolean await(Duration time) {
        try {
            return given.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** What is done when the JVM is asked to end, after the run has shown what was done or has taken too long for that. */
    void atTheVeryEnd(Runnable action) {
        atTheVeryEnd = action;
    }

    /** Gives the signal when the JVM is asked to end, and waits there until {@link #runShown}. */
    void giveOnShutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::giveAndWait, "interruption"));
    }

    /** The run is over and its figures were shown. */
    void runShown() {
        shown.countDown();
    }

    private void giveAndWait() {
        if (shown.getCount() == 0) {
            return;
        }
        give();
        try {
            boolean ignored = shown.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        atTheVeryEnd.run();
    }
}
