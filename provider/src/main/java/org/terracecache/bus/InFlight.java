package org.terracecache.bus;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.terracecache.entry.KeyBytes;

/**
 * The requests of one cache in one bucket that are under way, by key, each key with its bar: the highest version that was learned of it
 * since the first of them began. A reply below the bar is older than what the node knows already [inflight]. Guarded by
 * the bucket's monitor.
 */
final class InFlight {
    private final Map<KeyBytes, Bar> bars = new HashMap<>();
    private long tagRemovals;
    private long lastTagRemoval;

    /** Registers a request. */
    Bar enter(KeyBytes key) {
        Bar bar = bars.computeIfAbsent(key, Bar::new);
        bar.requests++;
        return bar;
    }

    /** Ends a request; with the last one of a key, its bar is forgotten. */
    void leave(Bar bar) {
        bar.requests--;
        if (bar.requests == 0) {
            bars.remove(bar.key);
        }
    }

    /** A version of a key was learned. */
    void raise(KeyBytes key, long version) {
        @Nullable Bar bar = bars.get(key);
        if (bar != null) {
            bar.height = Math.max(bar.height, version);
        }
    }

    /** A tag was removed: any request under way may be about an entry that has it [tagbar]. */
    void raiseAll(long version) {
        tagRemovals++;
        lastTagRemoval = Math.max(lastTagRemoval, version);
    }

    /** How often a tag was removed: a request that finds another number at its end has the bar below. */
    long tagRemovals() {
        return tagRemovals;
    }

    long lastTagRemoval() {
        return lastTagRemoval;
    }

    /** How many keys have requests under way. */
    int size() {
        return bars.size();
    }

    /** The bar of one key. */
    static final class Bar {
        private final KeyBytes key;
        private int requests;
        private long height;

        Bar(KeyBytes key) {
            this.key = key;
        }

        long height() {
            return height;
        }
    }
}
