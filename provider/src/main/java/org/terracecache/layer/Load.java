package org.terracecache.layer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.terracecache.lock.Wait;
import org.terracecache.lock.WaitGraph;
import org.terracecache.memory.Ticket;

/**
 * One load of one key, made by one thread, and joined by others who miss the key meanwhile. Whatever newer is learned of
 * the key supersedes it: its value still goes to those who wait, but is not stored.
 */
public final class Load implements Ticket {
    private final Object key;
    private final Thread loader = Thread.currentThread();
    private final List<Join> joins = new ArrayList<>(0);
    private volatile boolean superseded;
    private volatile boolean offered;
    private volatile boolean done;
    private volatile @Nullable Object value;
    private volatile @Nullable Throwable error;

    Load(Object key) {
        this.key = key;
    }

    @Override
    public boolean stands() {
        return !superseded;
    }

    void supersede() {
        superseded = true;
    }

    /** Whether the current thread makes this load. */
    public boolean isMine() {
        return loader == Thread.currentThread();
    }

    /** Makes the value known, before it is stored. */
    void offer(@Nullable Object loaded) {
        value = loaded;
        offered = true;
    }

    /** Ends the load with what was offered. */
    void complete() {
        done = true;
        wakeAll();
    }

    /** Ends the load with an error, unless it has ended already. */
    void fail(Throwable failure) {
        if (!done) {
            error = failure;
            complete();
        }
    }

    private void wakeAll() {
        synchronized (joins) {
            joins.forEach(Wait::wake);
            joins.clear();
        }
    }

    /** Waits for the end of another thread's load, or at least for its value if waiting would close a cycle. */
    boolean join() {
        Join join = new Join(key);
        synchronized (joins) {
            joins.add(join);
        }
        WaitGraph.await(join);
        return done || offered;
    }

    /** The loaded value in stored form, null if the loader had none. */
    @Nullable Object value() {
        return value;
    }

    /** Why the load failed, null if it did not. */
    @Nullable Throwable error() {
        return error;
    }

    private final class Join extends Wait {
        Join(Object key) {
            super(key, true);
        }

        @Override
        protected @Nullable Thread blocker() {
            return loader;
        }

        @Override
        protected boolean isOver() {
            return done;
        }
    }
}
