package org.terracecache.lock;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread's wait for something that another thread must do. Made for each wait, by the waiting thread, and handed to
 * {@link WaitGraph#await}. Who ends the wait makes {@link #isOver} true first and calls {@link #wake} then.
 */
public abstract class Wait {
    private final Thread waiter = Thread.currentThread();
    private final Object key;
    private final boolean breakable;
    private volatile boolean broken;

    /**
     * A wait of the current thread.
     *
     * @param key the key that it is about, for messages
     * @param breakable whether the waiter can go on without what it waits for; if not, a cycle ends in an exception
     */
    protected Wait(Object key, boolean breakable) {
        this.key = key;
        this.breakable = breakable;
    }

    /** The thread that must act for this wait to end, null when it is not known or nobody's turn. May change. */
    protected abstract @Nullable Thread blocker();

    /** Whether what is waited for has happened. Becomes true once, and stays so. */
    protected abstract boolean isOver();

    /** Makes the waiter look again. */
    public final void wake() {
        LockSupport.unpark(waiter);
    }

    final Object key() {
        return key;
    }

    final boolean isBreakable() {
        return breakable;
    }

    final boolean isBroken() {
        return broken;
    }

    final void breakUp() {
        broken = true;
        wake();
    }
}
