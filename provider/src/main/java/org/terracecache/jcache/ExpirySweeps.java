package org.terracecache.jcache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after expired entries of a manager's caches, several times a second, each cache by itself. */
final class ExpirySweeps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExpirySweeps.class);
    private static final long PERIOD_MILLIS = 250;

    private final ManagerThreads threads;
    private final Set<Sweep> sweeps = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledFuture<?> schedule;

    ExpirySweeps(ManagerThreads threads) {
        this.threads = threads;
    }

    /** The sweeps of one cache; closed with it. */
    final class Sweep implements AutoCloseable, Runnable {
        private final CacheCore<?, ?> core;
        private final Executor executor;
        private final AtomicBoolean running = new AtomicBoolean();
        private volatile boolean closed;

        Sweep(CacheCore<?, ?> core, Executor executor) {
            this.core = core;
            this.executor = executor;
        }

        private void start() {
            if (!closed && running.compareAndSet(false, true)) {
                try {
                    executor.execute(this);
                } catch (RejectedExecutionException e) {
                    running.set(false);
                    LOG.debug("[cache={}] the executor takes no work now; expired entries wait", core.name(), e);
                }
            }
        }

        @Override
        public void run() {
            try {
                core.stack().sweep(() -> !closed);
                core.settle();
            } catch (RuntimeException e) {
                LOG.warn("[cache={}] a synchronous listener of expired entries failed", core.name(), e);
            } finally {
                running.set(false);
            }
        }

        @Override
        public void close() {
            closed = true;
            sweeps.remove(this);
            stopIfIdle();
        }
    }

    /** Begins to look after a cache whose entries may expire. */
    synchronized Sweep add(CacheCore<?, ?> core) {
        Sweep sweep = new Sweep(core, core.executor());
        sweeps.add(sweep);
        if (schedule == null) {
            schedule = threads.scheduler()
                    .scheduleWithFixedDelay(
                            () -> sweeps.forEach(Sweep::start), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
        return sweep;
    }

    private synchronized void stopIfIdle() {
        if (sweeps.isEmpty() && schedule != null) {
            schedule.cancel(false);
            schedule = null;
        }
    }

    @Override
    public synchronized void close() {
        sweeps.clear();
        stopIfIdle();
    }
}
