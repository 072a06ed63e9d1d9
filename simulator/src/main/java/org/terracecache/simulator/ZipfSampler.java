package org.terracecache.simulator;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws ranks: rank r, from 1, is drawn with a probability proportional to 1 / r<sup>skew</sup>. */
final class ZipfSampler {
    private final double[] cumulative;

    ZipfSampler(int ranks, double skew) {
        cumulative = new double[ranks];
        double sum = 0;
        for (int i = 0; i < ranks; i++) {
            sum += Math.pow(i + 1.0, -skew);
            cumulative[i] = sum;
        }
    }

    int next(SplittableRandom random) {
        double point = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, point);
        int index = found >= 0 ? found + 1 : -found - 1;
        return Math.min(index, cumulative.length - 1) + 1;
    }
}
