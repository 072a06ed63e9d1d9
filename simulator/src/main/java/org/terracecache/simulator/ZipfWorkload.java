package org.terracecache.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Accesses whose keys follow Zipf's law: the same seed gives the same accesses, whatever the number of threads. */
final class ZipfWorkload implements Workload {
    private final int keys;
    private final double skew;
    private final long operations;
    private final long seed;
    private final OperationMix mix;
    private final ZipfSampler sampler;
    private final SplittableRandom random;
    private long taken;

    ZipfWorkload(int keys, double skew, long operations, long seed, OperationMix mix) {
        this.keys = keys;
        this.skew = skew;
        this.operations = operations;
        this.seed = seed;
        this.mix = mix;
        this.sampler = new ZipfSampler(keys, skew);
        this.random = new SplittableRandom(seed);
    }

    @Override
    public synchronized List<Access> next(int limit) {
        int size = (int) Math.min(limit, operations - taken);
        List<Access> accesses = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            accesses.add(new Access(mix.next(), "item:" + sampler.next(random)));
        }
        taken += size;
        return accesses;
    }

    @Override
    public synchronized OptionalDouble progress() {
        return OptionalDouble.of((double) taken / operations);
    }

    @Override
    public String description() {
        return String.format(Locale.ROOT, "Zipf over %,d keys, skew %s, seed %d", keys, skew, seed);
    }

    @Override
    public BadLines badLines() {
        return new BadLines();
    }

    @Override
    public void close() {}
}
