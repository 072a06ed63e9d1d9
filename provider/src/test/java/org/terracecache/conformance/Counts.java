package org.terracecache.conformance;

import javax.cache.management.CacheStatisticsMXBean;

/** The counters of a cache's statistics. */
record Counts(long gets, long hits, long misses, long puts, long removals, long evictions) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    static Counts of(CacheStatisticsMXBean statistics) {
        return new Counts(
                statistics.getCacheGets(),
                statistics.getCacheHits(),
                statistics.getCacheMisses(),
                statistics.getCachePuts(),
                statistics.getCacheRemovals(),
                statistics.getCacheEvictions());
    }

    Counts minus(Counts other) {
        return new Counts(
                gets - other.gets,
                hits - other.hits,
                misses - other.misses,
                puts - other.puts,
                removals - other.removals,
                evictions - other.evictions);
    }

    Counts missInsteadOfHit() {
        return new Counts(gets, hits - 1, misses + 1, puts, removals, evictions);
    }

    Counts fewerRemovals(long fewer) {
        return new Counts(gets, hits, misses, puts, removals - fewer, evictions);
    }
}
