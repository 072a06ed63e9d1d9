package org.terracecache.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/**
 * Faults for tests: wrappers of loaders, writers and serializers that fail, lose and delay with given probabilities. What happens to
 * the calls of a wrapper depends on the seed and on how many calls it had before, and on nothing else. Faults of the store and of the
 * bus are configured: {@code terrace.chaos}.
 *
 * <p>Immutable: the methods that set something give another chaos. Its wrappers are safe for use by many threads if what they wrap is.
 */
public final class Chaos {
    /** Spends the time of a delay. */
    @FunctionalInterface
    public interface Sleeper {
        /**
         * Lets the time of a delay pass for the calling thread.
         *
         * @param delay how long, positive, never null
         */
        void sleep(Duration delay);
    }

    private final long seed;
    private final double failure;
    private final double loss;
    private final double delay;
    private final Duration longest;
    private final Sleeper sleeper;

    private Chaos(long seed, double failure, double loss, double delay, Duration longest, Sleeper sleeper) {
        this.seed = seed;
        this.failure = requireProbability(failure);
        this.loss = requireProbability(loss);
        this.delay = requireProbability(delay);
        this.longest = longest;
        this.sleeper = sleeper;
    }

    /**
     * No faults yet.
     *
     * @param seed what the faults depend on: print it, so that a run can be repeated
     * @return the chaos, never null
     */
    public static Chaos seeded(long seed) {
        return new Chaos(seed, 0, 0, 0, Duration.ZERO, pause -> {});
    }

    /**
     * Sets how often calls fail, before they reach what is wrapped. The default is never.
     *
     * @param probability from 0 to 1
     * @return another chaos, never null
     * @throws IllegalArgumentException if the probability is out of its range
     */
    public Chaos failing(double probability) {
        return new Chaos(seed, probability, loss, delay, longest, sleeper);
    }

    /**
     * Sets how often the result of a call is lost. A loader's value is then null, as if there were none; a writer has written all the
     * same, and throws. Serializers lose nothing. The default is never.
     *
     * @param probability from 0 to 1
     * @return another chaos, never null
     * @throws IllegalArgumentException if the probability is out of its range
     */
    public Chaos losing(double probability) {
        return new Chaos(seed, failure, probability, delay, longest, sleeper);
    }

    /**
     * Sets how often calls are delayed, before they reach what is wrapped. The default is never.
     *
     * @param probability from 0 to 1
     * @param longest the longest delay, positive, not null; a delay is anything up to it
     * @param sleeper spends the time, not null
     * @return another chaos, never null
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public Chaos delaying(double probability, Duration longest, Sleeper sleeper) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("The longest delay must be positive, not " + longest);
        }
        return new Chaos(seed, failure, loss, probability, longest, Objects.requireNonNull(sleeper, "sleeper"));
    }

    /**
     * Wraps a loader. A load that fails throws a {@link javax.cache.integration.CacheLoaderException}.
     *
     * @param loader what to wrap, not null; closed with the wrapper if it can be closed
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return the wrapper, never null
     */
    public <K, V> CacheLoader<K, V> loader(CacheLoader<K, V> loader) {
        return new ChaosLoader<>(Objects.requireNonNull(loader, "loader"), new Calls());
    }

    /**
     * Wraps a writer. A call that fails or is lost throws a {@link javax.cache.integration.CacheWriterException}; those for many
     * entries do all of them or, if they fail, none.
     *
     * @param writer what to wrap, not null; closed with the wrapper if it can be closed
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return the wrapper, never null
     */
    public <K, V> CacheWriter<K, V> writer(CacheWriter<K, V> writer) {
        return new ChaosWriter<>(Objects.requireNonNull(writer, "writer"), new Calls());
    }

    /**
     * Wraps a serializer, which keeps its id and its name. A call that fails throws an {@link java.io.IOException}.
     *
     * @param serializer what to wrap, not null
     * @return the wrapper, never null
     */
    public Serializer serializer(Serializer serializer) {
        return new ChaosSerializer(Objects.requireNonNull(serializer, "serializer"), new Calls());
    }

    private static double requireProbability(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("A probability is from 0 to 1, not " + probability);
        }
        return probability;
    }

    /** What becomes of the next call of one wrapper. Safe for use by many threads. */
    final class Calls {
        private final SplittableRandom random = new SplittableRandom(seed);

        /** Spends the call's delay, if it has one. */
        Fate next() {
            Fate fate;
            long nanos;
            synchronized (random) { // always the same draws, so that one call's fate moves no other's
                fate = new Fate(random.nextDouble() < failure, random.nextDouble() < loss);
                boolean late = random.nextDouble() < delay;
                nanos = random.nextLong(Math.max(1, longest.toNanos())) + 1;
                nanos = late ? nanos : 0;
            }
            if (nanos > 0) {
                sleeper.sleep(Duration.ofNanos(nanos));
            }
            return fate;
        }
    }

    /** Whether a call fails before it is made, or loses its result. */
    record Fate(boolean fails, boolean loses) {}
}
