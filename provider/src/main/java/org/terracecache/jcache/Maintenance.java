package org.terracecache.jcache;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinTask;
import javax.cache.event.CacheEntryListenerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.observe.CacheSignals;

/**
 * Where Caffeine does its maintenance, and with it evicts: its thread then has the synchronous listeners of what was evicted
 * to see done. An executor that runs the task at once runs it within an operation, with a lock of Caffeine's; that operation
 * sees to the listeners when it ends.
 *
 * <p>Caffeine asks for one task at a time and always the same one. It is handed on as one object too: reads cause it.
 */
final class Maintenance implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    private final Executor executor;
    private final CacheSignals<?, ?> signals;
    private final String cache;
    private volatile @Nullable Round round;

    /** Who hands the task on, while it does. */
    private volatile @Nullable Thread giver;

    Maintenance(Executor executor, CacheSignals<?, ?> signals, String cache) {
        this.executor = executor;
        this.signals = signals;
        this.cache = cache;
    }

    @Override
    public void execute(Runnable task) {
        Round known = round;
        if (known == null || known.task != task) {
            known = new Round(this, task);
            round = known;
        }
        giver = Thread.currentThread();
        try {
            executor.execute(known);
        } finally {
            giver = null;
        }
    }

    private void settle() {
        if (giver == Thread.currentThread()) {
            return;
        }
        try {
            signals.settle();
        } catch (CacheEntryListenerException e) {
            LOG.warn("[cache={}] a synchronous listener of expired entries failed", cache, e);
        }
    }

    /** A fork-join pool runs such a task without an object of its own around it; as it never ends, it can come again. */
    private static final class Round extends ForkJoinTask<@Nullable Void> implements Runnable {
        private static final long serialVersionUID = 1L;

        private final transient Maintenance place;
        private final transient Runnable task;

        Round(Maintenance place, Runnable task) {
            this.place = place;
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
            } finally {
                place.settle();
            }
        }

        /** What it throws would make the pool take it for ended. */
        @Override
        protected boolean exec() {
            try {
                run();
            } catch (Throwable e) {
                LOG.warn("[cache={}] maintenance failed", place.cache, e);
            }
            return false;
        }

        @Override
        public @Nullable Void getRawResult() {
            return null;
        }

        @Override
        protected void setRawResult(@Nullable Void value) {}
    }
}
