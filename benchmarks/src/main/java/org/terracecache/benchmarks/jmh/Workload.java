package org.terracecache.benchmarks.jmh;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

/**
 * The keys, and the order in which they are used; the same for every contender. All keys are made beforehand, so that a
 * measured operation costs one array read besides the cache.
 *
 * <p>A bound of {@value #MAXIMUM_ENTRIES} entries is filled to three quarters: nothing is evicted, but a policy that
 * only wakes up when the cache fills is awake. Of these entries {@value #HOT_KEYS} are used, in a scrambled Zipf order.
 */
final class Workload {
    static final int MAXIMUM_ENTRIES = 1 << 15;
    static final int HOT_KEYS = 1 << 14;
    static final int ENTRIES = MAXIMUM_ENTRIES * 3 / 4;
    static final int BATCH = 16;

    private static final int SEQUENCE = 1 << 16;
    private static final int BATCHES = 1 << 10;
    private static final double SKEW = 0.99;
    private static final long SEED = 107;

    private static final Integer[] KEYS = keys();

    private Workload() {}

    /** The key with this number, always the same object. */
    static Integer key(int number) {
        return KEYS[number];
    }

    /** The hot keys in the order of use; the length is a power of two. */
    static Integer[] sequence() {
        int[] numbers = zipf(SEQUENCE, new Random(SEED));
        Integer[] sequence = new Integer[SEQUENCE];
        for (int i = 0; i < SEQUENCE; i++) {
            sequence[i] = KEYS[numbers[i]];
        }
        return sequence;
    }

    /** Sets of {@value #BATCH} hot keys; their number is a power of two. */
    static Set<Integer>[] batches() {
        Random random = new Random(SEED);
        @SuppressWarnings("unchecked")
        Set<Integer>[] batches = (Set<Integer>[]) new Set<?>[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            Set<Integer> batch = new LinkedHashSet<>();
            while (batch.size() < BATCH) {
                batch.add(KEYS[random.nextInt(HOT_KEYS)]);
            }
            batches[i] = batch;
        }
        return batches;
    }

    private static Integer[] keys() {
        Integer[] keys = new Integer[ENTRIES];
        for (int i = 0; i < ENTRIES; i++) {
            keys[i] = i * 0x9E3779B1;
        }
        return keys;
    }

    /** Draws hot key numbers; the popular ones lie scattered, not side by side. */
    private static int[] zipf(int count, Random random) {
        double[] cumulative = new double[HOT_KEYS];
        double sum = 0;
        for (int rank = 0; rank < HOT_KEYS; rank++) {
            sum += 1 / Math.pow(rank + 1, SKEW);
            cumulative[rank] = sum;
        }
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            int found = Arrays.binarySearch(cumulative, random.nextDouble() * sum);
            int rank = found < 0 ? ~found : found;
            numbers[i] = rank * 0x9E37 & (HOT_KEYS - 1);
        }
        return numbers;
    }
}
