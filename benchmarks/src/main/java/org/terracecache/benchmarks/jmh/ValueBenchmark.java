package org.terracecache.benchmarks.jmh;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** The operations of a cache that stores by value. */
public class ValueBenchmark {

    /** A read that hits. */
    @Benchmark
    public @Nullable Object get(ValueState cache, Cursor cursor) {
        return cache.operations.get(cursor.key(cursor.advance()));
    }

    /** A write to a key that is present. */
    @Benchmark
    public void put(ValueState cache, Cursor cursor) {
        int step = cursor.advance();
        cache.operations.put(cursor.key(step), cache.value(step));
    }
}
