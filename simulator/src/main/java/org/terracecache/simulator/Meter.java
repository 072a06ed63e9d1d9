package org.terracecache.simulator;

import java.util.EnumMap;
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
    private final LongAdder wrongValues = new LongAdder();

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

    /** A read returned a value that it must not. */
    void recordWrongValue() {
        wrongValues.increment();
    }

    long operations() {
        return operations.sum();
    }

    long failures() {
        return failures.sum();
    }

    long wrongValues() {
        return wrongValues.sum();
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
