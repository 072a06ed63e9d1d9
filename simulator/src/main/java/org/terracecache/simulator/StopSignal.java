package org.terracecache.simulator;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a run to end early. When the JVM is asked to end, as Ctrl-C does, the signal is given, and the JVM waits until the
 * run has shown what was done so far. Safe for use by many threads.
 */
final class StopSignal {
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final CountDownLatch shown = new CountDownLatch(1);
    private volatile boolean given;

    void give() {
        given = true;
    }

    boolean isGiven() {
        return given;
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
            if (!shown.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
