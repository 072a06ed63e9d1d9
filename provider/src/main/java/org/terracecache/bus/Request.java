package org.terracecache.bus;

import org.jspecify.annotations.Nullable;
import org.terracecache.entry.KeyBytes;

/**
 * One request to the store about one key, or about a whole cache, from before it is sent until its answer has been dealt with. What the bucket was
 * like when it began decides what its answer is worth. Made by {@link Coherence}, and to be ended there exactly once. Opaque to
 * others; safe to hand from thread to thread.
 */
public final class Request {
    private final Slice slice;
    private final @Nullable KeyBytes key;
    private final InFlight.@Nullable Bar bar;
    private final long generation;
    private final long known;
    private final long epoch;
    private final long tagRemovals;
    private boolean ended;

    Request(Slice slice, @Nullable KeyBytes key, InFlight.@Nullable Bar bar, long generation, long known, long epoch) {
        this.slice = slice;
        this.key = key;
        this.bar = bar;
        this.generation = generation;
        this.known = known;
        this.epoch = epoch;
        this.tagRemovals = slice.inFlight().tagRemovals();
    }

    /** The cache's share of the bucket. */
    public Slice slice() {
        return slice;
    }

    /** The bucket's generation when the request began. */
    public long generation() {
        return generation;
    }

    @Nullable KeyBytes key() {
        return key;
    }

    /** The bucket's highest version known when the request began [asof]. */
    long known() {
        return known;
    }

    /** How often the subscription had been lost or made anew when the request began [epoch]. */
    long epoch() {
        return epoch;
    }

    /** The version below which the answer is older than what was learned meanwhile. Under the bucket's monitor, like the rest. */
    long barHeight() {
        if (bar == null) {
            return 0;
        }
        InFlight table = slice.inFlight();
        return table.tagRemovals() == tagRemovals ? bar.height() : Math.max(bar.height(), table.lastTagRemoval());
    }

    boolean hasEnded() {
        return ended;
    }

    /** Ends the request. Returns whether it had not ended yet. */
    boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        if (bar != null) {
            slice.inFlight().leave(bar);
        }
        return true;
    }
}
