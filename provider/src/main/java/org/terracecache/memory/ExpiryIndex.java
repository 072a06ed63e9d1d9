package org.terracecache.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which cells are to be looked at when, so that expiry is noticed without access. A cell is filed under a time not later
 * than its deadline, rounded down the more coarsely the further away that is; when the time comes, the cell is either
 * expired or filed anew. A deadline that moves away therefore costs nothing, and the number of buckets stays small.
 *
 * <p>Has a lock of its own, under which nothing else is locked and no foreign code runs.
 */
final class ExpiryIndex {
    /** The finest step: a quarter of a second. */
    static final long STEP_NANOS = 250_000_000;

    private static final int FINE_STEPS = 64;

    private final long origin;
    private final NavigableMap<Long, Bucket> buckets = new TreeMap<>();

    /** The cells of one time, in a list that can be left without a search. */
    static final class Bucket {
        final long tick;

        @Nullable TimedCell first;

        Bucket(long tick) {
            this.tick = tick;
        }
    }

    ExpiryIndex(long now) {
        origin = now;
    }

    /** Files a cell under its deadline, unless it is filed early enough already. */
    synchronized void file(TimedCell cell, long now) {
        long deadline = cell.deadline();
        if (deadline == Cell.NEVER || deadline == Cell.UNSETTLED) {
            return;
        }
        long tick = tickOf(deadline, now);
        Bucket filed = cell.bucket;
        if (filed != null) {
            if (filed.tick <= tick) {
                return;
            }
            unlink(filed, cell);
        }
        link(buckets.computeIfAbsent(tick, Bucket::new), cell);
    }

    /** Files a cell for the next look. */
    synchronized void fileAgain(TimedCell cell, long now) {
        if (cell.bucket == null) {
            link(buckets.computeIfAbsent((now - origin) / STEP_NANOS + 1, Bucket::new), cell);
        }
    }

    /** Forgets a cell. */
    synchronized void remove(TimedCell cell) {
        Bucket filed = cell.bucket;
        if (filed != null) {
            unlink(filed, cell);
        }
    }

    /** Takes out, at most so many of, the cells whose time has come. */
    synchronized List<TimedCell> takeDue(long now, int limit) {
        List<TimedCell> due = new ArrayList<>();
        long nowTick = (now - origin) / STEP_NANOS;
        while (due.size() < limit && !buckets.isEmpty() && buckets.firstKey() <= nowTick) {
            Bucket bucket = buckets.firstEntry().getValue();
            for (TimedCell cell = bucket.first; cell != null && due.size() < limit; cell = bucket.first) {
                unlink(bucket, cell);
                due.add(cell);
            }
        }
        return due;
    }

    synchronized void clear() {
        buckets.clear();
    }

    synchronized boolean isEmpty() {
        return buckets.isEmpty();
    }

    private long tickOf(long deadline, long now) {
        long tick = Math.floorDiv(deadline - origin, STEP_NANOS) + 1;
        long steps = (deadline - now) / STEP_NANOS;
        if (steps <= FINE_STEPS) {
            return tick;
        }
        long grain = Long.highestOneBit(steps / FINE_STEPS);
        return tick - Math.floorMod(tick, grain);
    }

    private static void link(Bucket bucket, TimedCell cell) {
        TimedCell first = bucket.first;
        cell.bucket = bucket;
        cell.next = first;
        if (first != null) {
            first.previous = cell;
        }
        bucket.first = cell;
    }

    private void unlink(Bucket bucket, TimedCell cell) {
        TimedCell before = cell.previous;
        TimedCell after = cell.next;
        if (before == null) {
            bucket.first = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
        cell.previous = null;
        cell.next = null;
        cell.bucket = null;
        if (bucket.first == null) {
            buckets.remove(bucket.tick);
        }
    }
}
