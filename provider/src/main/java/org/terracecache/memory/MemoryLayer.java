package org.terracecache.memory;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.terracecache.lock.KeyCycleException;
import org.terracecache.spi.TimeSource;

/**
 * The memory layer of one cache: what is stored of each key, changed atomically, told in the order of its versions.
 *
 * <p>Keys and values are in the form in which they are stored; copying is the caller's concern. Reading a present entry
 * takes no lock. A change takes the cell's monitor for a few instructions, or waits its turn where another thread
 * {@linkplain #hold holds} the key. What happens is told under the monitor, hence in order; see {@link ChangeListener}.
 *
 * @param <K> the type of the keys
 */
public final class MemoryLayer<K> extends Steps<K> {
    /** The outcome of a change that was not allowed. */
    public static final Object REFUSED = new Object();

    /** The outcome of a store whose value would have expired at once: nothing was there, and nothing is. */
    public static final Object NOT_STORED = new Object();

    private static final Object HELD = new Object();

    private final Cells<K> cells;

    /** The cells that are in their place: the way to most of them, one step shorter. */
    private final ConcurrentMap<K, Cell> inPlace;

    private final MemoryBounds bounds;
    private final Holds<K> holds;

    /**
     * An empty layer.
     *
     * @param bounds its bounds
     * @param expires whether entries may expire
     * @param changes told about every change, under the key's monitor
     * @param time where to read the time; not read if entries do not expire
     */
    public MemoryLayer(MemoryBounds bounds, boolean expires, ChangeListener<K> changes, TimeSource time) {
        super(expires, changes, time);
        this.bounds = bounds;
        this.cells = new Cells<>(bounds, this::evict);
        this.inPlace = cells.inPlace();
        this.holds = new Holds<>(cells, expires || bounds.maximumWeight() > 0);
    }

    /** The live value, null if there is none. An expired entry that it meets is removed and told. */
    public @Nullable Object get(K key) {
        Cell cell = inPlace.get(key);
        if (cell == null) {
            cell = cells.findElsewhere(key);
            if (cell == null) {
                return null;
            }
        }
        if (expiries != null) {
            return getTimed(key, cell);
        }
        Object slot = cell.slot();
        return slot instanceof Hold hold ? hold.value() : slot;
    }

    /**
     * The cells that are in their place, for look-ups only: where a key has none here, it may still have one. With these a
     * {@linkplain #isPlain plain} layer is read and overwritten without a detour.
     */
    public ConcurrentMap<K, Cell> cells() {
        return inPlace;
    }

    /** Whether entries have neither lives nor weights. */
    public boolean isPlain() {
        return expiries == null && bounds.maximumWeight() == 0;
    }

    /** A value counts only together with the deadline that belongs to it; where a change comes between, the monitor helps. */
    private @Nullable Object getTimed(K key, Cell cell) {
        long deadline = cell.deadline();
        if (deadline != Cell.UNSETTLED && !Cell.isOver(deadline, time.nanoTime())) {
            Object value = cell.value();
            if (cell.deadline() == deadline) {
                return value;
            }
        }
        return expire(key, cell);
    }

    /** The version of a value that was just read, 0 if another value is there by now. */
    public long version(K key, Object value) {
        Cell cell = cells.peek(key);
        if (cell == null) {
            return 0;
        }
        synchronized (cell) {
            return cell.value() == value ? cell.version() : 0;
        }
    }

    /** Moves the deadline of an entry that was just read; no effect if the value is another by now. */
    public void touch(K key, Object value, long life) {
        if (expiries == null || life == Lives.UNCHANGED) {
            return;
        }
        if (cells.peek(key) instanceof TimedCell cell) {
            long now = time.nanoTime();
            long from = cell.deadline();
            if (cell.value() != value) {
                return;
            }
            if (from == Cell.UNSETTLED || !cell.moveDeadline(from, deadline(now, life))) {
                synchronized (cell) {
                    if (cell.value() != value) {
                        return;
                    }
                    cell.deadline(deadline(now, life));
                }
            }
            expiries.file(cell, now);
        }
    }

    /** What is stored of a key, live or expired, whoever holds it; null if nothing. Does not count as a use. */
    public @Nullable Object peek(K key) {
        Cell cell = cells.peek(key);
        return cell == null ? null : cell.value();
    }

    /** What an entry weighs by the layer's bounds. May call foreign code, so with no lock held. */
    public int weigh(K key, Object value) {
        return bounds.weigh(key, value);
    }

    /**
     * Stores what another layer says, whatever is there and whoever holds the key.
     *
     * @param deadline when the value's life is over, {@link Lives#ETERNAL} for never
     * @param weight what the entry {@linkplain #weigh weighs}
     */
    public void install(K key, Object value, long deadline, int weight) {
        while (true) {
            Cell fresh = holds.emptyCell(key);
            Cell cell = cells.findOrAdd(key, () -> {
                synchronized (fresh) {
                    installLocked(key, fresh, value, deadline, weight);
                }
                return fresh;
            });
            if (cell == fresh || installUnlessGone(key, cell, value, deadline, weight)) {
                if (bounds.maximumWeight() > 0) {
                    cells.reweigh(key, cell);
                }
                return;
            }
            cells.drop(key, cell);
        }
    }

    private boolean installUnlessGone(K key, Cell cell, Object value, long deadline, int weight) {
        synchronized (cell) {
            if (cell.slot() == Hold.GONE) {
                return false;
            }
            installLocked(key, cell, value, deadline, weight);
            return true;
        }
    }

    /** Removes what another layer says is old, whoever holds the key. */
    public void dropIf(K key, Predicate<Object> old) {
        Cell cell = cells.peek(key);
        if (cell == null) {
            return;
        }
        boolean gone;
        synchronized (cell) {
            Object value = cell.value();
            if (value == null || !old.test(value)) {
                return;
            }
            invalidateLocked(key, cell, value);
            gone = cell.slot() == Hold.GONE;
        }
        if (gone) {
            cells.drop(key, cell);
        }
    }

    /**
     * Changes an entry.
     *
     * @param key the key
     * @param change what to do
     * @return the live value that was there, null if there was none, {@link #REFUSED} if the change was not allowed,
     *     {@link #NOT_STORED} if the value's life would have been over at once
     * @throws KeyCycleException if waiting for the key's holder would never end
     */
    public @Nullable Object apply(K key, Change change) {
        int weight = bounds.weigh(key, change.value());
        Cell cell = cells.find(key);
        if (cell != null) {
            Object outcome = applyUnlessHeld(key, cell, change, weight);
            if (outcome != HELD) {
                return outcome;
            }
        } else if (change.value() == null || !change.mutation().creates()) {
            return change.mutation().allows(null, change.expected()) ? null : REFUSED;
        }
        Hold hold = holds.hold(key);
        try {
            return applyHeld(key, hold.cell(), change, weight, true);
        } finally {
            holds.release(key, hold);
        }
    }

    /** Like {@link #apply(Object, Change)} for a key that the caller holds; what was alive at {@link #liveValue} still is. */
    public @Nullable Object apply(Hold hold, Change change) {
        K key = keyOf(hold);
        return applyHeld(key, hold.cell(), change, bounds.weigh(key, change.value()), false);
    }

    private @Nullable Object applyHeld(K key, Cell cell, Change change, int weight, boolean expire) {
        Object outcome;
        synchronized (cell) {
            long now = now();
            if (expire) {
                expireLocked(key, cell, now);
            }
            outcome = applyLocked(key, cell, change, weight, now);
        }
        reweigh(key, cell, change);
        return outcome;
    }

    private @Nullable Object applyUnlessHeld(K key, Cell cell, Change change, int weight) {
        Object outcome;
        boolean gone;
        synchronized (cell) {
            if (cell.slot() instanceof Hold hold && !hold.isMine()) {
                return HELD;
            }
            long now = now();
            expireLocked(key, cell, now);
            outcome = applyLocked(key, cell, change, weight, now);
            gone = cell.slot() == Hold.GONE;
        }
        if (gone) {
            cells.drop(key, cell);
        } else {
            reweigh(key, cell, change);
        }
        return outcome;
    }

    private void reweigh(K key, Cell cell, Change change) {
        if (bounds.maximumWeight() > 0 && change.value() != null) {
            cells.reweigh(key, cell);
        }
    }

    /** Removes and tells an entry whose life is over, unless another thread holds it; returns the live value. */
    private @Nullable Object expire(K key, Cell cell) {
        Object value;
        boolean gone;
        synchronized (cell) {
            if (cell.slot() instanceof Hold hold && !hold.isMine()) {
                boolean over = cell.isExpired(time.nanoTime());
                return over ? null : cell.value();
            }
            expireLocked(key, cell, now());
            value = cell.value();
            gone = cell.slot() == Hold.GONE;
        }
        if (gone) {
            cells.drop(key, cell);
        }
        return value;
    }

    /**
     * Takes the exclusive right to change a key, waiting for who has it. Readers go on. Must be {@linkplain #release
     * released} by the same thread, as often as it was taken.
     *
     * @param key the key
     * @return the hold
     * @throws KeyCycleException if the wait would never end
     */
    public Hold hold(K key) {
        return holds.hold(key);
    }

    /** Gives back a hold. */
    public void release(Hold hold) {
        holds.release(keyOf(hold), hold);
    }

    /** What the holder finds: an entry whose life is over is removed and told first. Null if there is none. */
    public @Nullable Object liveValue(Hold hold) {
        if (expiries != null) {
            synchronized (hold.cell()) {
                expireLocked(keyOf(hold), hold.cell(), now());
            }
        }
        return hold.value();
    }

    @SuppressWarnings("unchecked") // holds are given out for keys of this layer
    private K keyOf(Hold hold) {
        return (K) hold.key();
    }

    /** Inside Caffeine's atomic step: true if the cell must stay because somebody holds it. */
    private boolean evict(K key, Cell cell) {
        synchronized (cell) {
            if (cell.slot() instanceof Hold hold) {
                if (hold == Hold.GONE) {
                    return false;
                }
                hold.evict();
                return true;
            }
            evictLocked(key, cell);
            return false;
        }
    }

    /** Removes everything that is there, and tells nothing. Waits for keys that other threads hold. */
    public void clear() {
        for (Iterator<Map.Entry<K, Cell>> all = cells.iterator(); all.hasNext(); ) {
            Map.Entry<K, Cell> entry = all.next();
            if (!clearUnlessHeld(entry.getKey(), entry.getValue())) {
                Hold hold = holds.hold(entry.getKey());
                synchronized (hold.cell()) {
                    clearLocked(hold.cell());
                }
                holds.release(entry.getKey(), hold);
            }
        }
    }

    private boolean clearUnlessHeld(K key, Cell cell) {
        synchronized (cell) {
            if (cell.slot() instanceof Hold hold && hold != Hold.GONE && !hold.isMine()) {
                return false;
            }
            if (cell.value() != null) {
                clearLocked(cell);
            }
            if (cell.slot() != Hold.GONE) {
                return true;
            }
        }
        cells.drop(key, cell);
        return true;
    }

    /** Lets go of everything, and tells nothing. Waits for nobody: changes that are under way may leave something behind. */
    public void discard() {
        cells.discard();
        if (expiries != null) {
            expiries.clear();
        }
    }

    /**
     * Removes and tells what has expired since the last time.
     *
     * @param goOn asked now and then whether to go on
     */
    public void sweep(BooleanSupplier goOn) {
        if (expiries != null) {
            new Sweep<K>(expiries, time, this::expire).run(goOn);
        }
    }

    /** The live entries: weakly consistent, each as it was at one moment. */
    public Iterator<StoredEntry<K>> iterator() {
        return new EntryIterator<>(cells.iterator(), this::snapshot);
    }

    /** How many entries there are, about. */
    public long estimatedSize() {
        return cells.count();
    }

    /** Lets Caffeine do at once what it would do later: evict what exceeds the bounds. */
    public void cleanUp() {
        cells.cleanUp();
    }
}
