package org.terracecache.benchmarks.report;

import java.util.List;
import java.util.OptionalDouble;

/** The median of some figures, with the least and the greatest. */
public record Spread(double least, double median, double greatest) {

    /** Of at least one figure. */
    public static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }

    static OptionalDouble median(List<Double> figures) {
        return figures.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(of(figures).median());
    }
}
