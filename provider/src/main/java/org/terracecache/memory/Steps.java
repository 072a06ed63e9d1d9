package org.terracecache.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;
import org.terracecache.spi.TimeSource;

/**
 * The steps that are made under a cell's monitor: a few instructions each, which store, remove or expire a value and tell it.
 * Methods that end in {@code Locked} want the caller to have the monitor.
 *
 * @param <K> the type of the keys
 */
abstract class Steps<K> {
    final TimeSource time;

    /** Null where entries do not expire. */
    final @Nullable ExpiryIndex expiries;

    private final ChangeListener<K> changes;

    /** Every version that a removed entry had is at most this: a key that comes back goes on from here. */
    private final AtomicLong versionFloor = new AtomicLong();

    Steps(boolean expires, ChangeListener<K> changes, TimeSource time) {
        this.changes = changes;
        this.time = time;
        this.expiries = expires ? new ExpiryIndex(time.nanoTime()) : null;
    }

    final @Nullable Object applyLocked(K key, Cell cell, Change change, int weight, long now) {
        Object prior = cell.value();
        if (!change.mutation().allows(prior, change.expected())) {
            return change.mutation().refusal(prior);
        }
        Object value = change.value();
        if (value == null) {
            if (prior != null) {
                clearLocked(cell);
                changes.onRemoved(key, prior, cell.version(), change.mutation().cause());
            }
            return prior;
        }
        long life = prior == null ? change.lives().create() : change.lives().update();
        if (prior == null && life == Lives.NONE) {
            return MemoryLayer.NOT_STORED;
        }
        storeLocked(cell, value, life, weight, now);
        changes.onStored(key, value, prior, cell.version(), change.mutation().cause());
        return prior;
    }

    private void storeLocked(Cell cell, Object value, long life, int weight, long now) {
        cell.version(cell.version() == 0 ? versionFloor.incrementAndGet() : cell.version() + 1);
        if (!(cell instanceof TimedCell timed)) {
            cell.value(value);
            return;
        }
        timed.weight(weight);
        if (expiries == null) {
            cell.value(value);
            return;
        }
        long deadline = life == Lives.UNCHANGED ? cell.deadline() : deadline(now, life);
        timed.unsettle();
        cell.value(value);
        timed.deadline(deadline);
        expiries.file(timed, now);
    }

    /** Stores what another layer says. */
    final void installLocked(K key, Cell cell, Object value, long deadline, int weight) {
        Object prior = cell.value();
        long now = now();
        long life = deadline == Cell.NEVER ? Lives.ETERNAL : Math.max(Lives.NONE, deadline - now);
        storeLocked(cell, value, life, weight, now);
        changes.onStored(key, value, prior, cell.version(), Cause.INSTALL);
    }

    /** Removes what another layer does not have any more. */
    final void invalidateLocked(K key, Cell cell, Object value) {
        clearLocked(cell);
        changes.onRemoved(key, value, cell.version(), Cause.INVALIDATION);
    }

    final void clearLocked(Cell cell) {
        long version = cell.version();
        if (version > versionFloor.get()) {
            versionFloor.accumulateAndGet(version, Math::max);
        }
        cell.value(null);
        if (expiries != null && cell instanceof TimedCell timed) {
            expiries.remove(timed);
        }
    }

    /** The time, read once for all that one change of an entry judges and sets; 0 if entries do not expire. */
    final long now() {
        return expiries == null ? 0 : time.nanoTime();
    }

    final void expireLocked(K key, Cell cell, long now) {
        if (expiries == null) {
            return;
        }
        Object value = cell.value();
        if (value != null && cell.isExpired(now)) {
            clearLocked(cell);
            changes.onExpired(key, value, cell.version());
        }
    }

    static final long deadline(long now, long life) {
        return life >= Lives.ETERNAL / 2 ? Cell.NEVER : now + life;
    }

    final @Nullable StoredEntry<K> snapshot(K key, Cell cell) {
        synchronized (cell) {
            Object value = cell.value();
            if (value == null || (expiries != null && cell.isExpired(time.nanoTime()))) {
                return null;
            }
            return new StoredEntry<>(key, value, cell.version(), cell.deadline());
        }
    }

    /** Removes and tells an entry that must go because of the layer's bounds. */
    final void evictLocked(K key, Cell cell) {
        expireLocked(key, cell, now());
        Object value = cell.value();
        if (value != null) {
            clearLocked(cell);
            changes.onEvicted(key, value, cell.version());
        }
    }
}
