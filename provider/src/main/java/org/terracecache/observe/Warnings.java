package org.terracecache.observe;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of one listener: the first trouble of each sort at once, then one line in a while. */
final class Warnings {
    private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String prefix;
    private final String listener;
    private final AtomicLong nextFailed = new AtomicLong(System.nanoTime());
    private final AtomicLong nextDropped = new AtomicLong(System.nanoTime());
    private final AtomicLong nextRejected = new AtomicLong(System.nanoTime());

    Warnings(String prefix, String listener) {
        this.prefix = prefix;
        this.listener = listener;
    }

    /** The error's own message may name keys and values of the application, so it is for debugging only. */
    void failed(Throwable error, long count) {
        if (isTime(nextFailed)) {
            StackTraceElement[] trace = error.getStackTrace();
            LOG.warn(
                    "{} Listener {} threw {} at {}; it has failed {} times so far. The cache and other listeners go on.",
                    prefix,
                    listener,
                    error.getClass().getName(),
                    trace.length == 0 ? "an unknown place" : trace[0],
                    count);
            LOG.debug("{} Listener {} failed", prefix, listener, error);
        }
    }

    void dropped(long count, long total) {
        if (isTime(nextDropped)) {
            LOG.warn(
                    "{} Listener {} is too slow for its queue: {} events were dropped for it, {} in all so far."
                            + " Give it a larger queue, or make it faster.",
                    prefix,
                    listener,
                    count,
                    total);
        }
    }

    void rejected(Throwable reason) {
        if (isTime(nextRejected)) {
            LOG.warn(
                    "{} The executor takes no work for listener {} ({}): its waiting events are dropped.",
                    prefix,
                    listener,
                    reason.getClass().getName());
        }
    }

    void notClosed(Exception error) {
        LOG.warn(
                "{} Listener {} or its filter could not be closed ({})",
                prefix,
                listener,
                error.getClass().getName());
        LOG.debug("{} Listener {} could not be closed", prefix, listener, error);
    }

    private static boolean isTime(AtomicLong next) {
        long now = System.nanoTime();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + INTERVAL_NANOS);
    }
}
