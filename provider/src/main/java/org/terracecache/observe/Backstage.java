package org.terracecache.observe;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread per manager for what must not be done in a key's critical section, or later. It lives while it has work. */
final class Backstage implements AutoCloseable {
    private static final long KEEP_ALIVE_MILLIS = 500;
    private static final long CLOSE_MILLIS = 1_000;

    private final ScheduledThreadPoolExecutor executor;

    Backstage(String node) {
        executor = new ScheduledThreadPoolExecutor(1, task -> thread("terrace-" + node + "-backstage", task));
        executor.setKeepAliveTime(KEEP_ALIVE_MILLIS, TimeUnit.MILLISECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** A daemon that inherits nothing from who happens to start it. */
    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Tells whether the task will run, soon. Never throws. */
    boolean run(Runnable task) {
        return run(task, 0);
    }

    /** Tells whether the task will run, after that time at the earliest. Never throws. */
    @SuppressWarnings("FutureReturnValueIgnored")
    boolean run(Runnable task, long delayNanos) {
        try {
            executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            return false;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!Turn.isListening()) {
                boolean ignored = executor.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException expected) {
            Thread.currentThread().interrupt();
        }
    }
}
