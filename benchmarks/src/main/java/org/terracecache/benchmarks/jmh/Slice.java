package org.terracecache.benchmarks.jmh;

/**
 * So many operations are timed together: enough to make the clock's cost vanish and to contain the bursts in which a cache
 * works, few enough to lie between two interruptions by other processes.
 */
public final class Slice {
    /** Operations in an invocation of a benchmark. */
    public static final int OPERATIONS = 512;

    private Slice() {}
}
