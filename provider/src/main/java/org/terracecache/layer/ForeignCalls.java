package org.terracecache.layer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate before a cache's loader and writer: once it is shut no call begins, and who shuts it waits for the calls that are
 * under way, so that nobody closes a loader or writer that is at work.
 */
public final class ForeignCalls {
    private final String cache;
    private final ConcurrentMap<Thread, Integer> inside = new ConcurrentHashMap<>();
    private volatile boolean shut;

    /** The gate of a cache, open. */
    public ForeignCalls(String cache) {
        this.cache = cache;
    }

    /**
     * Makes a call.
     *
     * @throws IllegalStateException if the gate is shut
     */
    public <T> @Nullable T call(Supplier<@Nullable T> call) {
        Thread me = Thread.currentThread();
        inside.merge(me, 1, Integer::sum);
        try {
            if (shut) {
                throw new IllegalStateException(
                        "The cache " + cache + " is closed: its loader and writer are not called");
            }
            return call.get();
        } finally {
            inside.computeIfPresent(me, (thread, depth) -> depth == 1 ? null : depth - 1);
            if (shut) {
                wakeWhoWaits();
            }
        }
    }

    /** Whether no call may begin any more. */
    boolean isShut() {
        return shut;
    }

    /**
     * Lets no call begin any more, and waits for those of other threads to end. An interrupt ends the wait.
     *
     * @param seconds how long to wait at most
     * @return whether all have ended
     */
    public synchronized boolean shut(long seconds) {
        shut = true;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (othersAreInside()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private boolean othersAreInside() {
        return inside.keySet().stream().anyMatch(thread -> thread != Thread.currentThread());
    }

    private synchronized void wakeWhoWaits() {
        notifyAll();
    }
}
