package org.terracecache.simulator;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One thread of the application: takes accesses from the workload and performs them, until there are none or it is told to stop. */
final class Worker extends Thread {
    private static final int BATCH = 64;

    private final Workload workload;
    private final Application application;
    private final StopSignal stop;
    private final AtomicReference<@Nullable RuntimeException> failure;
    private final CountDownLatch ended;
    private volatile boolean performing;

    /** The workers of a run share everything: the first one that fails stops the others. */
    Worker(
            Workload workload,
            Application application,
            StopSignal stop,
            AtomicReference<@Nullable RuntimeException> failure,
            CountDownLatch ended) {
        super("application");
        this.workload = workload;
        this.application = application;
        this.stop = stop;
        this.failure = failure;
        this.ended = ended;
        setDaemon(true);
    }

    /** Whether it is in the middle of accesses. When it is not, and was told to stop, it makes no more. */
    boolean isPerforming() {
        return performing;
    }

    @Override
    public void run() {
        try {
            List<Access> accesses = workload.next(BATCH);
            while (!accesses.isEmpty() && !isStopped()) {
                perform(accesses);
                accesses = workload.next(BATCH);
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        } finally {
            ended.countDown();
        }
    }

    private void perform(List<Access> accesses) {
        performing = true;
        try {
            for (Access access : accesses) {
                if (isStopped()) {
                    return;
                }
                application.perform(access);
            }
        } finally {
            performing = false;
        }
    }

    private boolean isStopped() {
        return stop.isGiven() || failure.get() != null;
    }
}
