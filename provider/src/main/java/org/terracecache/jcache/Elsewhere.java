package org.terracecache.jcache;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.Signal;

/**
 * Where the synchronous listeners of a cache run when there is no caller to wait for them: what happened was told by the bus, or by
 * the thread that brings the store's answers, neither of which may wait. So the executor must not run tasks on the calling thread.
 */
final class Elsewhere<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(Elsewhere.class);

    private final String cache;
    private final CacheSignals<K, V> signals;
    private final Executor threads;

    Elsewhere(String cache, CacheSignals<K, V> signals, Executor threads) {
        this.cache = cache;
        this.signals = signals;
        this.threads = threads;
    }

    /** Tells a signal that no operation of the current thread made. */
    void tell(Signal<K, V> signal) {
        Runnable owed = signals.tell(signal);
        if (owed != null) {
            run(owed);
        }
    }

    /** Sees done what telling a signal has left to do. */
    void run(Runnable owed) {
        try {
            threads.execute(() -> {
                owed.run();
                try {
                    signals.settle();
                } catch (RuntimeException e) {
                    LOG.debug("[cache={}] a synchronous listener threw, and no caller is there to be told", cache, e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.warn("[cache={}] the threads take no more work: synchronous listeners miss an event", cache, e);
        }
    }
}
