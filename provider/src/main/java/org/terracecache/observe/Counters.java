package org.terracecache.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Exact counters that threads seldom share. A thread counts in a stripe of its own, without atomic instructions; threads
 * that find the stripe of their number taken share one that is counted atomically. A stripe stays its thread's for ever
 * (thread numbers are never used again), so that nothing of a thread or of this class remains behind in either.
 */
public final class Counters {
    /** One in so many operations is timed. A power of two. */
    public static final int SAMPLE = 64;

    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle STRIPE = MethodHandles.arrayElementVarHandle(long[][].class);
    private static final int STRIPES = 64;

    /** A stripe: half a cache line, the owner's number, the counts, a cache line. */
    private static final int OWNER = 4;

    private static final int FIRST = OWNER + 1;
    private static final int LENGTH = FIRST + Counter.COUNT + 8;

    private final long[][] stripes = new long[STRIPES][];
    private final long[] shared = new long[LENGTH];
    private volatile long[] baseline = new long[Counter.COUNT];

    /** Whether the current thread's next operation of this kind is to be timed: one in {@value #SAMPLE}. */
    public boolean isTimed(Counter counter) {
        return isTimed((long) COUNTS.getOpaque(mine(), FIRST + counter.index()));
    }

    /** Whether the current thread's next operation of two kinds together is to be timed: one in {@value #SAMPLE}. */
    public boolean isTimed(Counter one, Counter other) {
        long[] stripe = mine();
        return isTimed((long) COUNTS.getOpaque(stripe, FIRST + one.index())
                + (long) COUNTS.getOpaque(stripe, FIRST + other.index()));
    }

    private static boolean isTimed(long count) {
        return (count & (SAMPLE - 1)) == 0;
    }

    /**
     * Counts one operation that was not timed, unless it is the turn of one that is: then nothing is counted.
     *
     * @return whether it was counted
     */
    public boolean countUntimed(Counter counter) {
        long[] stripe = mine();
        int index = FIRST + counter.index();
        long before = (long) COUNTS.getOpaque(stripe, index);
        if (isTimed(before)) {
            return false;
        }
        add(stripe, index, before, 1);
        return true;
    }

    /** Adds to a counter. */
    public void add(Counter counter, long amount) {
        long[] stripe = mine();
        int index = FIRST + counter.index();
        add(stripe, index, (long) COUNTS.getOpaque(stripe, index), amount);
    }

    private void add(long[] stripe, int index, long before, long amount) {
        if (stripe == shared) {
            COUNTS.getAndAdd(stripe, index, amount);
        } else {
            COUNTS.setOpaque(stripe, index, before + amount);
        }
    }

    /** Where the current thread counts. */
    private long[] mine() {
        long thread = Thread.currentThread().getId();
        long[] stripe = (long[]) STRIPE.getAcquire(stripes, (int) thread & (STRIPES - 1));
        return stripe != null && stripe[OWNER] == thread ? stripe : other(thread);
    }

    private long[] other(long thread) {
        if (STRIPE.getAcquire(stripes, (int) thread & (STRIPES - 1)) != null) {
            return shared;
        }
        long[] fresh = new long[LENGTH];
        fresh[OWNER] = thread;
        return STRIPE.compareAndSet(stripes, (int) thread & (STRIPES - 1), (long[]) null, fresh) ? fresh : shared;
    }

    /** The counter's value since the last {@link #reset}: exact when no thread counts meanwhile. */
    public long sum(Counter counter) {
        long before = baseline[counter.index()]; // first: what is counted only grows
        return total(counter) - before;
    }

    private long total(Counter counter) {
        int index = FIRST + counter.index();
        long sum = (long) COUNTS.getOpaque(shared, index);
        for (int i = 0; i < STRIPES; i++) {
            long[] stripe = (long[]) STRIPE.getAcquire(stripes, i);
            if (stripe != null) {
                sum += (long) COUNTS.getOpaque(stripe, index);
            }
        }
        return sum;
    }

    /** Lets all counters start at zero again. */
    public void reset() {
        long[] now = new long[Counter.COUNT];
        for (Counter counter : Counter.values()) {
            now[counter.index()] = total(counter);
        }
        baseline = now;
    }
}
