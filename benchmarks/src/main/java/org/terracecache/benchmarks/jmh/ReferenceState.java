package org.terracecache.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.terracecache.benchmarks.contender.CacheSettings;

/** A cache of numbers that stores by reference. */
public class ReferenceState extends CacheState<Integer> {
    /** Whether statistics are counted. */
    @Param({"false", "true"})
    public boolean statistics;

    @Override
    CacheSettings<Integer> settings() {
        return CacheSettings.byReference(Integer.class, Workload.MAXIMUM_ENTRIES, statistics);
    }

    @Override
    Integer[] values() {
        return Successor.numbers();
    }
}
