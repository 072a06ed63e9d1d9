package org.terracecache.benchmarks.jmh;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** The operations of a cache that stores by reference. */
public class ReferenceBenchmark {

    /** A read that hits. */
    @Benchmark
    public @Nullable Integer get(ReferenceState cache, Cursor cursor) {
        return cache.operations.get(cursor.key(cursor.advance()));
    }

    /** A write to a key that is present. */
    @Benchmark
    public void put(ReferenceState cache, Cursor cursor) {
        int step = cursor.advance();
        cache.operations.put(cursor.key(step), cache.value(step));
    }

    /** A write that returns what was there. */
    @Benchmark
    public @Nullable Integer getAndPut(ReferenceState cache, Cursor cursor) {
        int step = cursor.advance();
        return cache.operations.getAndPut(cursor.key(step), cache.value(step));
    }

    /** Three reads, then a write. */
    @Benchmark
    public @Nullable Integer mix(ReferenceState cache, Cursor cursor) {
        int step = cursor.advance();
        Integer key = cursor.key(step);
        if ((step & 3) != 3) {
            return cache.operations.get(key);
        }
        Integer value = cache.value(step);
        cache.operations.put(key, value);
        return value;
    }

    /** An entry processor that reads the value and sets its successor. */
    @Benchmark
    public @Nullable Integer invoke(ReferenceState cache, Cursor cursor) {
        return cache.operations.invoke(cursor.key(cursor.advance()), Successor.STEP);
    }

    /** A read of sixteen keys that are present. */
    @Benchmark
    public Map<Integer, Integer> getAll(ReferenceState cache, Cursor cursor) {
        return cache.operations.getAll(cursor.batch(cursor.advance()));
    }
}
