package org.terracecache.observe;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many items a queue was given, how many were taken to be delivered and how many dropped. Givers and takers write to
 * cache lines of their own.
 */
final class Tally {
    private static final int LINE = 16;
    private static final int GIVEN = LINE;
    private static final int KNOWN_GONE = LINE + 1;
    private static final int TAKEN = 2 * LINE;
    private static final int DROPPED = 3 * LINE;
    private static final int REFUSED = DROPPED + 1;

    private final AtomicLongArray counts = new AtomicLongArray(4 * LINE);

    /** Counts one more item if fewer than that many wait. */
    boolean giveWithin(int capacity) {
        while (true) {
            long given = counts.get(GIVEN);
            if (exceeds(given + 1, capacity)) {
                return false;
            }
            if (counts.compareAndSet(GIVEN, given, given + 1)) {
                return true;
            }
        }
    }

    /** Counts one more item, and tells whether more than that many wait now. */
    boolean giveBeyond(int capacity) {
        return exceeds(counts.incrementAndGet(GIVEN), capacity);
    }

    boolean exceeds(int capacity) {
        return exceeds(counts.get(GIVEN), capacity);
    }

    /** Looks at the takers' counts only if what was known of them does not settle the question. */
    private boolean exceeds(long given, int capacity) {
        if (given - counts.getPlain(KNOWN_GONE) <= capacity) {
            return false;
        }
        long gone = counts.get(TAKEN) + counts.get(DROPPED);
        counts.setOpaque(KNOWN_GONE, gone);
        return given - gone > capacity;
    }

    /** Counts an item taken, by the one thread that takes now. */
    void taken() {
        counts.setRelease(TAKEN, counts.getPlain(TAKEN) + 1);
    }

    /** Counts an item dropped that had been given. */
    void dropped() {
        counts.incrementAndGet(DROPPED);
    }

    /** Counts an item dropped that had not been given. */
    void refused() {
        counts.incrementAndGet(REFUSED);
    }

    long drops() {
        return counts.get(DROPPED) + counts.get(REFUSED);
    }

    long waiting() {
        return Math.max(0, counts.get(GIVEN) - counts.get(TAKEN) - counts.get(DROPPED));
    }
}
