package org.terracecache.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/** Writes that somebody hears of. */
public class ListenerBenchmark {

    /** A write to a key that is present, with one asynchronous listener. */
    @Benchmark
    public void put(ListenerState cache, Cursor cursor, EventTally tally) {
        int step = cursor.advance();
        cache.operations.put(cursor.key(step), cache.value(step));
        tally.wrote();
    }
}
