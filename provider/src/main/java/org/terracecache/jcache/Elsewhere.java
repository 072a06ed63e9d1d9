package org.terracecache.jcache;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.Signal;

/**
 * Where the synchronous listeners of a cache run when there is no caller to wait for them: what happened was told by the bus, or by
 * the thread that brings the store's answers, neither of which may wait. Few threads take what waits in a bounded queue, so that a
 * listener that never returns costs no more than those. The executor must not run tasks on the calling thread.
 */
final class Elsewhere<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(Elsewhere.class);
    private static final int WORKERS = 4;

    private final String cache;
    private final CacheSignals<K, V> signals;
    private final Executor threads;
    private final int capacity;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger workers = new AtomicInteger();

    /** {@code capacity}: how much may wait before others' changes are told to synchronous listeners no more. */
    Elsewhere(String cache, CacheSignals<K, V> signals, Executor threads, int capacity) {
        this.cache = cache;
        this.signals = signals;
        this.threads = threads;
        this.capacity = capacity;
    }

    /** Whether more may come that nobody waits for. */
    boolean hasRoom() {
        return waiting.get() < capacity;
    }

    /** Tells a signal that no operation of the current thread made. */
    void tell(Signal<K, V> signal) {
        Runnable owed = signals.tell(signal, hasRoom());
        if (owed != null) {
            run(owed);
        }
    }

    /** Sees done what telling a signal has left to do. */
    void run(Runnable owed) {
        waiting.incrementAndGet();
        queue.add(owed);
        if (workers.getAndUpdate(count -> Math.min(WORKERS, count + 1)) < WORKERS) {
            begin();
        }
    }

    private void begin() {
        try {
            threads.execute(this::work);
        } catch (RejectedExecutionException e) {
            workers.decrementAndGet();
            LOG.warn("[cache={}] the threads take no more work: synchronous listeners miss an event", cache, e);
        }
    }

    private void work() {
        do {
            for (Runnable owed = queue.poll(); owed != null; owed = queue.poll()) {
                see(owed);
            }
            workers.decrementAndGet();
        } while (!queue.isEmpty() && workers.getAndUpdate(count -> Math.min(WORKERS, count + 1)) < WORKERS);
    }

    private void see(Runnable owed) {
        try {
            owed.run();
            signals.settle();
        } catch (RuntimeException e) {
            LOG.debug("[cache={}] a synchronous listener threw, and no caller is there to be told", cache, e);
        } finally {
            waiting.decrementAndGet();
        }
    }
}
