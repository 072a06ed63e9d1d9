package org.terracecache.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** The operations of a cache that stores by reference. An invocation is a {@link Slice} of operations. */
public class ReferenceBenchmark {

    /** Reads that hit. */
    @Benchmark
    public void get(ReferenceState cache, Cursor cursor, Blackhole blackhole) {
        for (int i = 0; i < Slice.OPERATIONS; i++) {
            Integer value = cache.operations.get(cursor.key(cursor.advance()));
            blackhole.consume(value);
        }
    }

    /** Writes to keys that are present. */
    @Benchmark
    public void put(ReferenceState cache, Cursor cursor) {
        for (int i = 0; i < Slice.OPERATIONS; i++) {
            int step = cursor.advance();
            cache.operations.put(cursor.key(step), cache.value(step));
        }
    }

    /** Writes that return what was there. */
    @Benchmark
    public void getAndPut(ReferenceState cache, Cursor cursor, Blackhole blackhole) {
        for (int i = 0; i < Slice.OPERATIONS; i++) {
            int step = cursor.advance();
            Integer prior = cache.operations.getAndPut(cursor.key(step), cache.value(step));
            blackhole.consume(prior);
        }
    }

    /** Three reads, then a write. */
    @Benchmark
    public void mix(ReferenceState cache, Cursor cursor, Blackhole blackhole) {
        for (int i = 0; i < Slice.OPERATIONS; i++) {
            int step = cursor.advance();
            Integer key = cursor.key(step);
            if ((step & 3) == 3) {
                cache.operations.put(key, cache.value(step));
            } else {
                Integer value = cache.operations.get(key);
                blackhole.consume(value);
            }
        }
    }

    /** Entry processors that read the value and set its successor. */
    @Benchmark
    public void invoke(ReferenceState cache, Cursor cursor, Blackhole blackhole) {
        for (int i = 0; i < Slice.OPERATIONS; i++) {
            Integer value = cache.operations.invoke(cursor.key(cursor.advance()), Successor.STEP);
            blackhole.consume(value);
        }
    }

    /** Reads of sixteen keys that are present. */
    @Benchmark
    public void getAll(ReferenceState cache, Cursor cursor, Blackhole blackhole) {
        for (int i = 0; i < Slice.OPERATIONS; i++) {
            blackhole.consume(cache.operations.getAll(cursor.batch(cursor.advance())));
        }
    }
}
