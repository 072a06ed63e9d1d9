package org.terracecache.simulator;

import java.util.SplittableRandom;

/** Decides, by shares and a seed, which operation comes next; what no other operation gets is reads. */
final class OperationMix {
    private final double puts;
    private final double removes;
    private final double invokes;
    private final SplittableRandom random;

    OperationMix(double puts, double removes, double invokes, long seed) {
        this.puts = puts;
        this.removes = removes;
        this.invokes = invokes;
        this.random = new SplittableRandom(seed);
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
        return Operation.GET;
    }
}
