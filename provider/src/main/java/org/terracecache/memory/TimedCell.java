package org.terracecache.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A cell of a cache whose entries expire or have weights. */
final class TimedCell extends Cell {
    private static final VarHandle DEADLINE;

    static {
        try {
            DEADLINE = MethodHandles.lookup().findVarHandle(TimedCell.class, "deadline", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long deadline = NEVER;
    private volatile int weight;

    /** The key, and the place in the {@link ExpiryIndex}; guarded by the index. */
    final Object key;

    ExpiryIndex.@Nullable Bucket bucket;

    @Nullable TimedCell previous;

    @Nullable TimedCell next;

    TimedCell(Object key, Object slot) {
        super(slot);
        this.key = key;
    }

    @Override
    long deadline() {
        return deadline;
    }

    /** Under the monitor. */
    void deadline(long newDeadline) {
        deadline = newDeadline;
    }

    /** Under the monitor: until the next {@link #deadline(long)}, readers must not trust what they see together. */
    void unsettle() {
        deadline = UNSETTLED;
    }

    /** Without the monitor: an access moves the deadline unless a change did so meanwhile. */
    boolean moveDeadline(long from, long to) {
        return DEADLINE.compareAndSet(this, from, to);
    }

    @Override
    int weight() {
        return weight;
    }

    /** Under the monitor. */
    void weight(int newWeight) {
        weight = newWeight;
    }
}
