package org.terracecache.simulator;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Measures what the application does. Safe for use by many threads. */
final class Meter {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Map<Operation, Histogram> histograms = new EnumMap<>(Operation.class);
    private final LongAdder operations = new LongAdder();
    private final LongAdder failures = new LongAdder();

    Meter() {
        for (Operation operation : Operation.values()) {
            histograms.put(operation, new ConcurrentHistogram(SIGNIFICANT_DIGITS));
        }
    }

    void record(Operation operation, long nanos) {
        histogram(operation).recordValue(Math.max(0, nanos));
        operations.increment();
    }

    /** An operation ended with an exception. */
    void recordFailure() {
        failures.increment();
    }

    /** What the applications of several nodes did, together. */
    static Meter sum(List<Node> nodes) {
        Meter sum = new Meter();
        for (Node node : nodes) {
            node.meter()
                    .histograms
                    .forEach((operation, histogram) -> sum.histogram(operation).add(histogram));
            sum.operations.add(node.meter().operations());
            sum.failures.add(node.meter().failures());
        }
        return sum;
    }

    /** How many operations of several nodes' applications failed. */
    static long failures(List<Node> nodes) {
        return nodes.stream().mapToLong(node -> node.meter().failures()).sum();
    }

    long operations() {
        return operations.sum();
    }

    long failures() {
        return failures.sum();
    }

    long count(Operation operation) {
        return histogram(operation).getTotalCount();
    }

    Map<Operation, Quantiles> quantiles() {
        Map<Operation, Quantiles> quantiles = new EnumMap<>(Operation.class);
        histograms.forEach((operation, histogram) -> {
            if (histogram.getTotalCount() > 0) {
                quantiles.put(operation, Quantiles.of(histogram));
            }
        });
        return quantiles;
    }

    private Histogram histogram(Operation operation) {
        return Objects.requireNonNull(histograms.get(operation));
    }

    /** How long the calls of one operation took. */
    record Quantiles(long count, long p50Nanos, long p99Nanos, long maxNanos) {
        static Quantiles of(Histogram histogram) {
            return new Quantiles(
                    histogram.getTotalCount(),
                    histogram.getValueAtPercentile(50),
                    histogram.getValueAtPercentile(99),
                    histogram.getMaxValue());
        }
    }
}
