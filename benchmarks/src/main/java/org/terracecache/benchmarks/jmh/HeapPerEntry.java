package org.terracecache.benchmarks.jmh;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import org.terracecache.benchmarks.contender.CacheSettings;
import org.terracecache.benchmarks.contender.Contender;
import org.terracecache.benchmarks.contender.OpenCache;

/**
 * A main class: the heap that a cache of a million entries takes for itself. Keys and values exist before, so that only
 * the cache's own objects are counted. More than half of the bound is used: Caffeine makes its frequency sketch only then.
 */
public final class HeapPerEntry {
    /** What the line with the result begins with. */
    public static final String PREFIX = "heap bytes per entry: ";

    private static final int ENTRIES = 1_000_000;
    private static final int MAXIMUM_ENTRIES = 1_500_000;
    private static final int COLLECTIONS = 4;

    private HeapPerEntry() {}

    /** Measures the contender that the only argument names. */
    public static void main(String... arguments) throws InterruptedException {
        Contender contender = Contender.valueOf(arguments[0]);
        Integer[] keys = new Integer[ENTRIES];
        String[] values = new String[ENTRIES];
        for (int i = 0; i < ENTRIES; i++) {
            keys[i] = i * 0x9E3779B1;
            values[i] = "value " + i;
        }
        System.out.println(PREFIX + measure(contender, keys, values));
    }

    private static double measure(Contender contender, Integer[] keys, String[] values) throws InterruptedException {
        try (OpenCache<String> cache =
                contender.open(CacheSettings.byReference(String.class, MAXIMUM_ENTRIES, false))) {
            long before = usedAfterCollection();
            for (int i = 0; i < ENTRIES; i++) {
                cache.operations().put(keys[i], values[i]);
            }
            long after = usedAfterCollection();
            requireEntries(cache, keys);
            return (after - before) / (double) ENTRIES;
        } finally {
            Reference.reachabilityFence(values);
        }
    }

    private static void requireEntries(OpenCache<String> cache, Integer[] keys) {
        for (int i = 0; i < ENTRIES; i += 1000) {
            if (cache.operations().get(keys[i]) == null) {
                throw new IllegalStateException("key number " + i + " is missing below the bound");
            }
        }
    }

    private static long usedAfterCollection() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
