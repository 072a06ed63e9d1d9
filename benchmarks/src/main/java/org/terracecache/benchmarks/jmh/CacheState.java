package org.terracecache.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.terracecache.benchmarks.contender.CacheOperations;
import org.terracecache.benchmarks.contender.CacheSettings;
import org.terracecache.benchmarks.contender.Contender;
import org.terracecache.benchmarks.contender.OpenCache;

/**
 * The cache under test, filled.
 *
 * @param <V> the type of the values
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls the set-up methods
public abstract class CacheState<V> {
    /** Which product is measured. */
    @Param
    public Contender contender;

    CacheOperations<V> operations;

    private V[] values;
    private OpenCache<V> cache;

    /** Opens and fills the cache; the collection leaves its objects where they would be in a running application. */
    @Setup
    public void open() {
        values = values();
        cache = contender.open(settings());
        operations = cache.operations();
        fill();
        requireHotKeys();
        System.gc();
    }

    /**
     * Each key is read at once after it was stored, so that the compiler has seen hits, whatever a contender's put looks
     * up; otherwise its guesses, and hence the figures, would depend on how a cache was filled.
     */
    private void fill() {
        for (int i = 0; i < Workload.ENTRIES; i++) {
            operations.put(Workload.key(i), value(i));
            if (operations.get(Workload.key(i)) == null) {
                throw new IllegalStateException(contender.title() + " lost a key at once");
            }
        }
    }

    /** Closes the cache, once it is certain that the measurement was one of hits. */
    @TearDown
    public void close() {
        requireHotKeys();
        cache.close();
    }

    /** What is asked of the cache. */
    abstract CacheSettings<V> settings();

    /** The values to store; their number is a power of two. */
    abstract V[] values();

    V value(int step) {
        return values[step & (values.length - 1)];
    }

    private void requireHotKeys() {
        for (int i = 0; i < Workload.HOT_KEYS; i++) {
            if (operations.get(Workload.key(i)) == null) {
                throw new IllegalStateException(contender.title() + " lost key number " + i + " below its bound");
            }
        }
    }
}
