package org.terracecache.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Exact counters that threads seldom share. A thread counts in a stripe of its own, without atomic instructions; threads
 * that find the stripe of their number taken share one that is counted atomically. A stripe stays its thread's for ever
 * (thread numbers are never used again), so that nothing of a thread or of this class remains behind in either.
 */
public final class Counters {
    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int STRIPES = 64;

    /** A cache line before and after the counts. */
    private static final int PADDING = 8;

    private final AtomicReferenceArray<@Nullable Stripe> stripes = new AtomicReferenceArray<>(STRIPES);
    private final Stripe shared = new Stripe(0);
    private volatile long[] baseline = new long[Counter.COUNT];

    /** Where the threads of one number, or all others, count. */
    public static final class Stripe {
        private final long owner;
        private final long[] counts = new long[Counter.COUNT + 2 * PADDING];

        private Stripe(long owner) {
            this.owner = owner;
        }

        /** Adds to a counter and returns what it was. By the thread that was given the stripe. */
        public long add(Counter counter, long amount) {
            int index = PADDING + counter.index();
            if (owner == 0) {
                return (long) COUNTS.getAndAdd(counts, index, amount);
            }
            long before = (long) COUNTS.getOpaque(counts, index);
            COUNTS.setOpaque(counts, index, before + amount);
            return before;
        }

        /** What this stripe has counted. */
        public long get(Counter counter) {
            return (long) COUNTS.getOpaque(counts, PADDING + counter.index());
        }
    }

    /** The stripe in which the current thread counts; not to be handed to another thread. */
    public Stripe mine() {
        long thread = Thread.currentThread().getId();
        Stripe stripe = stripes.get((int) thread & (STRIPES - 1));
        return stripe != null && stripe.owner == thread ? stripe : other(thread);
    }

    private Stripe other(long thread) {
        int index = (int) thread & (STRIPES - 1);
        Stripe fresh = new Stripe(thread);
        return stripes.compareAndSet(index, null, fresh) ? fresh : shared;
    }

    /** The counter's value since the last {@link #reset}: exact when no thread counts meanwhile. */
    public long sum(Counter counter) {
        return total(counter) - baseline[counter.index()];
    }

    private long total(Counter counter) {
        long sum = shared.get(counter);
        for (int i = 0; i < STRIPES; i++) {
            Stripe stripe = stripes.get(i);
            if (stripe != null) {
                sum += stripe.get(counter);
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
