package org.terracecache.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/** Writes that somebody hears of. An invocation is a {@link Slice} of operations. */
public class ListenerBenchmark {

    /** Writes to keys that are present, with one asynchronous listener. */
    @Benchmark
    public void put(ListenerState cache, Cursor cursor, EventTally tally) {
        for (int i = 0; i < Slice.OPERATIONS; i++) {
            int step = cursor.advance();
            cache.operations.put(cursor.key(step), cache.value(step));
        }
        tally.wrote(Slice.OPERATIONS);
    }
}
