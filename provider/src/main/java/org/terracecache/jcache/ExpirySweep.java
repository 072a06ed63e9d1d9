package org.terracecache.jcache;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a cache's expired entries several times a second. The scheduler's thread only gives the sign; the work, and
 * synchronous listeners with it, is done on the cache's executor, one sweep at a time.
 */
final class ExpirySweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExpirySweep.class);
    private static final long PERIOD_MILLIS = 250;

    private final CacheCore<?, ?> core;
    private final AtomicBoolean running = new AtomicBoolean();
    private final ScheduledFuture<?> schedule;
    private volatile boolean closed;

    private ExpirySweep(CacheCore<?, ?> core, ScheduledExecutorService scheduler) {
        this.core = core;
        this.schedule =
                scheduler.scheduleWithFixedDelay(this::start, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Begins to look after a cache, until the sweep is closed. */
    static ExpirySweep begin(CacheCore<?, ?> core, ScheduledExecutorService scheduler) {
        return new ExpirySweep(core, scheduler);
    }

    private void start() {
        if (!closed && running.compareAndSet(false, true)) {
            try {
                core.executor().execute(this::sweep);
            } catch (RuntimeException e) { // an executor's own, too: the scheduler would never come again
                running.set(false);
                LOG.debug("[cache={}] the executor takes no work now; expired entries wait", core.name(), e);
            }
        }
    }

    private void sweep() {
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
        schedule.cancel(false);
    }
}
