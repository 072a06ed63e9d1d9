package org.terracecache.simulator;

import java.util.function.LongSupplier;

/** The nanoseconds since a run began. Safe for use by many threads. */
final class RunClock implements LongSupplier {
    private volatile long origin = System.nanoTime();

    /** The run begins now. */
    void start() {
        origin = System.nanoTime();
    }

    @Override
    public long getAsLong() {
        return System.nanoTime() - origin;
    }
}
