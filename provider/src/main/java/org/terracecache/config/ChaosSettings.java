package org.terracecache.config;

import java.time.Duration;
import java.util.Objects;

/**
 * Faults that a manager's store and bus are to have, for tests. Probabilities are from 0 to 1. Immutable.
 *
 * @param seed what the faults depend on
 * @param store those of the store, never null
 * @param bus those of the bus, never null
 */
public record ChaosSettings(long seed, Store store, Bus bus) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component is null
     */
    public ChaosSettings {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(bus, "bus");
    }

    /**
     * What commands suffer.
     *
     * @param fail how often one is refused without being done
     * @param loseRequest how often one is lost on its way there: nobody knows whether it was done, and it was not
     * @param loseReply how often the reply is lost: nobody knows whether it was done, and it was
     * @param delay how often one is sent later
     * @param longestDelay how much later at most, positive, never null
     */
    public record Store(double fail, double loseRequest, double loseReply, double delay, Duration longestDelay) {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public Store {
            requireProbabilities(fail, loseRequest, loseReply, delay);
            requireLongest(longestDelay);
        }
    }

    /**
     * What messages suffer.
     *
     * @param lose how often one is lost
     * @param duplicate how often one comes twice
     * @param delay how often one is held up, and all those behind it
     * @param longestDelay for how long at most, positive, never null
     */
    public record Bus(double lose, double duplicate, double delay, Duration longestDelay) {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public Bus {
            requireProbabilities(lose, duplicate, delay);
            requireLongest(longestDelay);
        }
    }

    private static void requireProbabilities(double... probabilities) {
        for (double probability : probabilities) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("A probability is from 0 to 1, not " + probability);
            }
        }
    }

    private static void requireLongest(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("The longest delay must be positive, not " + longest);
        }
    }
}
