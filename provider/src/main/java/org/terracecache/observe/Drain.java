package org.terracecache.observe;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A channel's task on an executor. Runs once, or is cancelled. */
final class Drain extends AtomicBoolean implements Runnable {
    private static final long serialVersionUID = 1L;

    private final transient Channel channel;
    private final transient Origin origin;
    /** Who hands it to the executor inside a key's critical section, while it does. */
    private transient volatile @Nullable Thread giver;

    Drain(Channel channel, Origin origin, @Nullable Thread giver) {
        this.channel = channel;
        this.origin = origin;
        this.giver = giver;
    }

    @Override
    public void run() {
        if (!compareAndSet(false, true)) {
            return;
        }
        if (giver == Thread.currentThread()) {
            channel.resubmitElsewhere(origin);
        } else {
            channel.drain(origin);
        }
    }

    /** Whether it had not run, and never will. */
    boolean cancel() {
        return compareAndSet(false, true);
    }

    void submitted() {
        giver = null;
    }
}
