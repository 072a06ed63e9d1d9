package org.terracecache.memory;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.terracecache.lock.Wait;

/**
 * The exclusive, re-entrant right of one thread to change one key while foreign code runs: an entry processor, a writer.
 * Readers see the value as it is. Others who want to change the key queue; the release hands the hold to the first.
 *
 * <p>Guarded by the cell's monitor.
 */
public final class Hold {
    /** The slot of a cell that has left the map. */
    static final Hold GONE = new Hold();

    private final @Nullable Cell cell;
    private final @Nullable Object key;
    private volatile @Nullable Thread owner;
    private volatile @Nullable Object value;
    private @Nullable ArrayDeque<Turn> queue;
    private int depth;
    private boolean evicted;

    private Hold() {
        cell = null;
        key = null;
    }

    Hold(Object key, Cell cell, @Nullable Object value) {
        this.key = key;
        this.cell = cell;
        this.value = value;
        this.owner = Thread.currentThread();
        this.depth = 1;
    }

    /** The value as the holder sees it, live or expired; null if there is none. */
    public @Nullable Object value() {
        return value;
    }

    /** The version of the value. For the holder only. */
    public long version() {
        Cell held = cell();
        synchronized (held) {
            return held.version();
        }
    }

    /** When the value expires, {@link Lives#ETERNAL} if it does not. For the holder only. */
    public long deadline() {
        return cell().deadline();
    }

    void value(@Nullable Object newValue) {
        value = newValue;
    }

    Cell cell() {
        if (cell == null) {
            throw new IllegalStateException("no cell");
        }
        return cell;
    }

    Object key() {
        if (key == null) {
            throw new IllegalStateException("no key");
        }
        return key;
    }

    boolean isMine() {
        return owner == Thread.currentThread();
    }

    void enter() {
        depth++;
    }

    /** The cell was to be evicted while it is held: it steps aside, and the last holder must put it back. */
    void evict() {
        evicted = true;
    }

    boolean isEvicted() {
        return evicted;
    }

    /** Takes the last place in the queue. */
    Turn queue() {
        Turn turn = new Turn(key());
        if (queue == null) {
            queue = new ArrayDeque<>(2);
        }
        queue.add(turn);
        return turn;
    }

    /** Gives up a place in the queue; false if the hold has been handed over meanwhile. */
    boolean leave(Turn turn) {
        return queue != null && queue.remove(turn);
    }

    /** Ends one level. Returns false if the hold is still somebody's: the owner's outer level, or the next in the queue. */
    boolean exit() {
        if (--depth > 0) {
            return false;
        }
        Turn next = queue == null ? null : queue.poll();
        if (next == null) {
            owner = null;
            return true;
        }
        depth = 1;
        owner = next.thread;
        next.wake();
        return false;
    }

    /** One thread's place in the queue. */
    final class Turn extends Wait {
        private final Thread thread = Thread.currentThread();

        Turn(Object key) {
            super(key, false);
        }

        @Override
        protected @Nullable Thread blocker() {
            return owner;
        }

        @Override
        protected boolean isOver() {
            return owner == thread;
        }
    }
}
