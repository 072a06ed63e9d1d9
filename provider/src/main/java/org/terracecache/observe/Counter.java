package org.terracecache.observe;

/** What a cache counts. */
public enum Counter {
    /** Reads that found their key. */
    HITS(0),
    /** Reads that did not. */
    MISSES(1),
    /** Stores. */
    PUTS(2),
    /** Removals. */
    REMOVALS(3),
    /** Entries that left because of the cache's bounds. */
    EVICTIONS(4),
    /** How many hits were timed. */
    TIMED_HITS(5),
    /** Their time in nanoseconds. */
    HIT_NANOS(6),
    /** How many misses were timed. */
    TIMED_MISSES(7),
    /** Their time in nanoseconds. */
    MISS_NANOS(8),
    /** How many stores were timed. */
    TIMED_PUTS(9),
    /** Their time in nanoseconds. */
    PUT_NANOS(10),
    /** How many removals were timed. */
    TIMED_REMOVALS(11),
    /** Their time in nanoseconds. */
    REMOVAL_NANOS(12);

    static final int COUNT = values().length;

    private final int index;

    Counter(int index) {
        this.index = index;
    }

    /** The counter's place, 0 to {@link #COUNT} - 1. */
    int index() {
        return index;
    }
}
