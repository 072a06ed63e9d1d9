package org.terracecache.layer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.terracecache.bus.Slice;
import org.terracecache.lock.Wait;
import org.terracecache.lock.WaitGraph;
import org.terracecache.memory.Ticket;
import org.terracecache.remote.LoadTicket;

/**
 * One load of one key, made by one thread, and joined by others who miss the key meanwhile. Whatever newer is learned of
 * the key supersedes it: its value still goes to those who wait, but is not stored.
 */
public final class Load implements Ticket {
    private static final long UNKNOWN = -1;

    private final Object key;
    private final Thread loader = Thread.currentThread();
    private final List<Join> joins = new ArrayList<>(0);
    private volatile boolean superseded;
    private volatile boolean offered;
    private volatile boolean present;
    private volatile boolean calling;
    private volatile boolean done;
    private volatile @Nullable Object value;
    private volatile @Nullable Throwable error;

    /** In layers, guarded by the monitor: the version up to which everything is known to this load, and what it may store by. */
    private long basis = UNKNOWN;

    private long learned;
    private @Nullable LoadTicket ticket;
    private volatile long generation;
    private volatile long beganNanos;

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

    /** Notes when it began, and the generation of the bucket then. */
    void began(long bucketGeneration, long nowNanos) {
        generation = bucketGeneration;
        beganNanos = nowNanos;
    }

    /** Takes the ticket that the remote layer gave when it told that nothing is there, and up to which version that is so. */
    synchronized void base(LoadTicket given, long version) {
        ticket = given;
        basis = version;
        if (learned > version) {
            superseded = true;
        }
    }

    /** Another read was told that nothing is there, and of the ticket that stands: if it is this load's, nothing has happened. */
    synchronized void confirm(LoadTicket standing, long version) {
        if (standing.equals(ticket)) {
            basis = Math.max(basis, version);
        }
    }

    synchronized @Nullable LoadTicket ticket() {
        return ticket;
    }

    /** Something of that version was learned of the key; returns whether that is newer than what the load set out from. */
    synchronized boolean learn(long version) {
        learned = Math.max(learned, version);
        if (basis == UNKNOWN || version <= basis) {
            return false;
        }
        superseded = true;
        return true;
    }

    /**
     * Whether who misses the key now may join: not if anything was learned of the key since it began and it is not known yet to have
     * set out from that, nor if something may have been missed.
     */
    boolean isJoinable(Slice slice, long nowNanos) {
        return slice.mayJoin(generation, beganNanos, nowNanos) && isNewest();
    }

    private synchronized boolean isNewest() {
        return !superseded && learned <= Math.max(basis, 0);
    }

    /** Whether the current thread makes this load. */
    public boolean isMine() {
        return loader == Thread.currentThread();
    }

    /** Notes that the loader is being called. */
    void calling() {
        calling = true;
    }

    /** Whether the loader was called, as far as is known by now. */
    boolean isCalling() {
        return calling;
    }

    /** Makes a value known that was there after all. */
    void offerPresent(Object found) {
        present = true;
        offer(found);
    }

    /** Whether the value was there after all. */
    boolean isPresent() {
        return present;
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
