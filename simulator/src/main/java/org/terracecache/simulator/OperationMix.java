package org.terracecache.simulator;

import java.util.SplittableRandom;

/** Decides, by shares and a seed, which operation comes next; what no other operation gets is reads. */
final class OperationMix {
    private final double puts;
    private final double removes;
    private final double invokes;
    private final double clears;
    private final SplittableRandom random;

    OperationMix(double puts, double removes, double invokes, double clears, long seed) {
        this.puts = puts;
        this.removes = removes;
        this.invokes = invokes;
        this.clears = clears;
        // What draws the keys has the same seed: which operation it is must not depend on the key.
        this.random = new SplittableRandom(seed).split();
    }

    Operation next() {
        double point = random.nextDouble();
        if (point < puts) {
            return Operation.PUT;
        }
        if (point < puts + removes) {
            return Operation.REMOVE;
        }
        if (point < puts + removes + invokes) {
            return Operation.INVOKE;
        }
        if (point < puts + removes + invokes + clears) {
            return Operation.CLEAR;
        }
        return Operation.GET;
    }
}
