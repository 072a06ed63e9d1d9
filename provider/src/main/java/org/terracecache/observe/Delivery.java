package org.terracecache.observe;

import java.util.Objects;
import javax.cache.event.CacheEntryListenerException;
import org.jspecify.annotations.Nullable;

/** What synchronous listeners are to be told of one signal, and what came of it. */
final class Delivery {
    private final Switchboard place;
    private final Subscriber[] listeners;
    private final Occurrence<?, ?> item;
    private volatile Thread owner = Thread.currentThread();
    private @Nullable CacheEntryListenerException failure;
    private @Nullable Lane lane;
    private volatile boolean done;

    /** Guarded by the lane: the owner's wait for it, and whether the owner has given up waiting. */
    @Nullable LaneWait wait;

    boolean abandoned;

    Delivery(Switchboard place, Subscriber[] listeners, Occurrence<?, ?> item) {
        this.place = place;
        this.listeners = listeners;
        this.item = item;
    }

    Switchboard place() {
        return place;
    }

    /** The current thread sees it done, instead of the one that made it. Before it is begun. */
    void adopt() {
        owner = Thread.currentThread();
    }

    Thread owner() {
        return owner;
    }

    void joined(Lane joined) {
        lane = joined;
    }

    Lane lane() {
        return Objects.requireNonNull(lane);
    }

    boolean isDone() {
        return done;
    }

    /** Says that all listeners were told. What is written before is read by who sees it. */
    void done() {
        done = true;
    }

    /** Tells all listeners, whatever some of them throw. */
    void run() {
        for (Subscriber listener : listeners) {
            listener.enter();
            try {
                listener.hear(item, this);
            } finally {
                listener.exit();
            }
        }
    }

    /** Notes what the caller of the operation is to get: the first failure, which knows the others. */
    void failed(Throwable error) {
        CacheEntryListenerException wrapped = error instanceof CacheEntryListenerException own
                ? own
                : new CacheEntryListenerException(
                        "A synchronous listener threw " + error.getClass().getName() + "; the cache was changed",
                        error);
        failure = join(failure, wrapped);
    }

    /** What standard listeners threw, for the owner when it is done. */
    @Nullable CacheEntryListenerException failure() {
        return done ? failure : null;
    }

    static @Nullable CacheEntryListenerException join(
            @Nullable CacheEntryListenerException first, @Nullable CacheEntryListenerException next) {
        if (first == null) {
            return next;
        }
        if (next != null && next != first) {
            first.addSuppressed(next);
        }
        return first;
    }
}
