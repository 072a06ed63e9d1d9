package org.terracecache.simulator;

/** Hits and misses. */
record Ratio(long hits, long misses) {
    static final Ratio NONE = new Ratio(0, 0);

    /** From 0 to 1, and 0 if there was nothing at all. */
    double hitRatio() {
        long lookups = hits + misses;
        return lookups == 0 ? 0 : (double) hits / lookups;
    }

    Ratio plus(Ratio other) {
        return new Ratio(hits + other.hits, misses + other.misses);
    }

    Ratio minus(Ratio earlier) {
        return new Ratio(hits - earlier.hits, misses - earlier.misses);
    }
}
