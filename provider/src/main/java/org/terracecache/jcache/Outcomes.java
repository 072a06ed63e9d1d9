package org.terracecache.jcache;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;
import org.terracecache.event.Layer;
import org.terracecache.layer.LayerStack;
import org.terracecache.observe.Audience;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.Counter;
import org.terracecache.observe.Counters;
import org.terracecache.observe.Kind;
import org.terracecache.observe.Signal;
import org.terracecache.spi.TimeSource;

/**
 * What came of an operation: counted if statistics are enabled, told if somebody listens. Of operations that call no
 * loader and no writer, one in {@value Counters#SAMPLE} is timed.
 */
final class Outcomes<K, V> {
    /** The start of an operation that is not timed. */
    static final long UNTIMED = Long.MIN_VALUE;

    private final CacheSignals<K, V> signals;
    private final Counters counters;
    private final TimeSource time;
    private final LayerStack<K> stack;
    private final int audiences;
    private final long hit;
    private final long miss;
    private volatile boolean counting;

    /** Where memory is the only layer, what an operation finds is what that layer found; other layers tell for themselves. */
    Outcomes(CacheSignals<K, V> signals, Counters counters, TimeSource time, boolean counting, LayerStack<K> stack) {
        this.stack = stack;
        this.audiences = stack.lowest() == Layer.MEMORY ? Audience.GENERAL | Audience.MEMORY : Audience.GENERAL;
        this.hit = CacheSignals.mask(Kind.HIT, audiences);
        this.miss = CacheSignals.mask(Kind.MISS, audiences);
        this.signals = signals;
        this.counters = counters;
        this.time = time;
        this.counting = counting;
    }

    boolean isCounting() {
        return counting;
    }

    void setCounting(boolean value) {
        counting = value;
    }

    /** Whether somebody hears of hits, and hence of what was found. */
    boolean tellsHits() {
        return (signals.interest() & hit) != 0;
    }

    /** The start of an operation whose successes the counter counts; {@link #UNTIMED} unless it is its turn. */
    long start(Counter counter) {
        return counting && counters.isTimed(counter) ? time.nanoTime() : UNTIMED;
    }

    /**
     * The start of an operation that counts a hit or a miss, and perhaps a success of its own. Which of them it will be is
     * not known yet, and one of the counters may stand still; so its turn comes by either.
     */
    long startRead(Counter counter) {
        boolean timed = counting && (counters.isTimed(counter) || counters.isTimed(Counter.HITS, Counter.MISSES));
        return timed ? time.nanoTime() : UNTIMED;
    }

    /** The start of an operation that is always timed, because foreign code takes part. */
    long startAlways() {
        return counting ? time.nanoTime() : UNTIMED;
    }

    /** The start of the part of an operation that is always timed. */
    long startNowUnless(long start) {
        return start == UNTIMED ? startAlways() : start;
    }

    /** What each of several operations has spent since their common start. */
    long share(long start, int operations) {
        return start == UNTIMED ? UNTIMED : (time.nanoTime() - start) / Math.max(1, operations);
    }

    /** The start of an operation that has spent its share already. */
    long startAfter(long share) {
        return share == UNTIMED ? UNTIMED : time.nanoTime() - share;
    }

    void hit(K key, Object value, Cause cause, long start) {
        if (counting) {
            count(Counter.HITS, Counter.TIMED_HITS, Counter.HIT_NANOS, start);
        }
        if ((signals.interest() & hit) != 0) {
            publish(Kind.HIT, key, value, stack.version(key, value), cause, LayerStack.layerOf(value));
        }
    }

    void miss(K key, Cause cause, long start) {
        if (counting) {
            count(Counter.MISSES, Counter.TIMED_MISSES, Counter.MISS_NANOS, start);
        }
        if ((signals.interest() & miss) != 0) {
            publish(Kind.MISS, key, null, 0, cause, stack.lowest());
        }
    }

    /** Misses of one operation, which share its time. */
    void misses(Collection<K> keys, Cause cause, long start) {
        long share = start == UNTIMED ? 0 : (time.nanoTime() - start) / keys.size();
        for (K key : keys) {
            miss(key, cause, UNTIMED);
            if (counting && start != UNTIMED) {
                counters.add(Counter.TIMED_MISSES, 1);
                counters.add(Counter.MISS_NANOS, share);
            }
        }
    }

    void put(long start) {
        if (counting) {
            count(Counter.PUTS, Counter.TIMED_PUTS, Counter.PUT_NANOS, start);
        }
    }

    void removal(long start) {
        if (counting) {
            count(Counter.REMOVALS, Counter.TIMED_REMOVALS, Counter.REMOVAL_NANOS, start);
        }
    }

    private void count(Counter counter, Counter timed, Counter nanos, long start) {
        counters.add(counter, 1);
        if (start != UNTIMED) {
            counters.add(timed, 1);
            counters.add(nanos, time.nanoTime() - start);
        }
    }

    @SuppressWarnings("unchecked") // what is stored came in as a V
    private void publish(Kind kind, K key, @Nullable Object value, long version, Cause cause, Layer layer) {
        signals.publish(new Signal<>(kind, audiences, key, (V) value, null, version, cause, layer));
    }
}
