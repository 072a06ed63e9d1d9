package org.terracecache.simulator;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriter;

/**
 * The slow store behind the cache. It holds a row for every key that anybody asks for; what the cache removes stays here, so
 * that a removal is an invalidation. Safe for use by many threads.
 */
final class Database implements CacheWriter<String, Row> {
    private static final int LOCKS = 1024;

    private final Latency latency;
    private final Map<String, Long> written = new ConcurrentHashMap<>();
    private final LongAdder loads = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder loadNanos = new LongAdder();
    private final SplittableRandom random;
    private final Lock[] locks = new Lock[LOCKS];

    /** How a load behaves: its mean time, by which share of it it varies either way, and the share of loads that fail. */
    record Latency(long nanos, double jitter, double failures) {
        static final Latency NONE = new Latency(0, 0, 0);
    }

    Database(Latency latency, long seed) {
        this.latency = latency;
        this.random = new SplittableRandom(seed);
        Arrays.setAll(locks, i -> new ReentrantLock());
    }

    /** Loads for one node. */
    CacheLoader<String, Row> loader(String node) {
        return new CacheLoader<>() {
            @Override
            public Row load(String key) {
                return Database.this.load(node, key);
            }

            @Override
            public Map<String, Row> loadAll(Iterable<? extends String> keys) {
                Map<String, Row> rows = new HashMap<>();
                keys.forEach(key -> rows.put(key, load(key)));
                return rows;
            }
        };
    }

    /** The lock of a row, shared with some others. Loads do not take it. */
    Lock lock(String key) {
        return locks[Math.floorMod(key.hashCode(), LOCKS)];
    }

    /** The row is as it was when the query began, as in a database that reads snapshots. */
    private Row load(String node, String key) {
        long start = System.nanoTime();
        Row row = new Row(key, written.getOrDefault(key, 0L), node);
        double luck;
        double delay;
        synchronized (random) {
            luck = random.nextDouble();
            delay = random.nextDouble();
        }
        sleepUntil(start + (long) (latency.nanos * (1 + latency.jitter * (2 * delay - 1))));
        loads.increment();
        loadNanos.add(System.nanoTime() - start);
        if (luck < latency.failures) {
            failures.increment();
            throw new CacheLoaderException("The simulated database failed to load a row");
        }
        return row;
    }

    void write(Row row) {
        written.put(row.key(), row.revision());
    }

    @Override
    public void write(Cache.Entry<? extends String, ? extends Row> entry) {
        write(entry.getValue());
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends Row>> entries) {
        entries.forEach(this::write);
        entries.clear();
    }

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {
        keys.clear();
    }

    long loads() {
        return loads.sum();
    }

    long failures() {
        return failures.sum();
    }

    /** The mean time of a load, 0 if there was none. */
    long meanLoadNanos() {
        long count = loads.sum();
        return count == 0 ? 0 : loadNanos.sum() / count;
    }

    private static void sleepUntil(long deadline) {
        long left = deadline - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = deadline - System.nanoTime();
        }
    }
}
