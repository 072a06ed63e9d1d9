package org.terracecache.jcache;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A manager's own threads: daemons, made when there is work and gone soon after. There are as many workers as there is work
 * at once, so that a listener that blocks takes a thread from nobody; at most one task of each listener runs at a time.
 */
final class ManagerThreads implements Executor, AutoCloseable {
    private static final long IDLE_SECONDS = 5;

    private final String prefix;
    private final ClassLoader loader;
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor scheduler;

    ManagerThreads(String node, ClassLoader loader) {
        this.prefix = "terrace-" + node + "-";
        this.loader = loader;
        workers = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new Daemons(prefix + "worker-", loader));
        scheduler = new ScheduledThreadPoolExecutor(1, new Daemons(prefix + "scheduler-", loader));
        scheduler.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable task) {
        workers.execute(task);
    }

    /** Makes daemon threads for a purpose of their own. */
    ThreadFactory factory(String purpose) {
        return new Daemons(prefix + purpose + "-", loader);
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** Ends all threads; those that run foreign code are interrupted. */
    @Override
    public void close() {
        scheduler.shutdownNow();
        workers.shutdownNow();
    }

    private record Daemons(String prefix, ClassLoader loader, AtomicInteger count) implements ThreadFactory {
        Daemons(String prefix, ClassLoader loader) {
            this(prefix, loader, new AtomicInteger());
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        }
    }
}
