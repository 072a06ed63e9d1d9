package org.terracecache.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** The operations of a cache that stores by value. An invocation is a {@link Slice} of operations. */
public class ValueBenchmark {

    /** Reads that hit. */
    @Benchmark
    public void get(ValueState cache, Cursor cursor, Blackhole blackhole) {
        for (int i = 0; i < Slice.OPERATIONS; i++) {
            blackhole.consume(cache.operations.get(cursor.key(cursor.advance())));
        }
    }

    /** Writes to keys that are present. */
    @Benchmark
    public void put(ValueState cache, Cursor cursor) {
        for (int i = 0; i < Slice.OPERATIONS; i++) {
            int step = cursor.advance();
            cache.operations.put(cursor.key(step), cache.value(step));
        }
    }
}
