package org.terracecache.benchmarks.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.terracecache.benchmarks.Row;
import org.terracecache.benchmarks.contender.Contender;

/** All that a run has measured. A ratio is always taken between two measurements of the same round. */
public final class Results {
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<Contender, Double> heap = new EnumMap<>(Contender.class);

    /** Adds a measurement. */
    public void add(Sample sample) {
        samples.add(sample);
    }

    /** Adds the heap that a contender takes for an entry, in bytes. */
    public void addHeap(Contender contender, double bytesPerEntry) {
        heap.put(contender, bytesPerEntry);
    }

    /** Notes that something could not be measured. */
    public void addFailure(String what) {
        failures.add(what);
    }

    /** All measurements, in the order of their making. */
    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** What could not be measured. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Heap per entry in bytes. */
    public Map<Contender, Double> heap() {
        return Map.copyOf(heap);
    }

    /** Undisturbed speed of a contender, relative to raw Caffeine's. */
    public Optional<Spread> undisturbedRatio(Row row, Contender contender) {
        return ratio(row, contender, row, Contender.CAFFEINE, sample -> 1 / sample.undisturbedNanos());
    }

    /** Throughput of a contender, relative to raw Caffeine's. */
    public Optional<Spread> ratio(Row row, Contender contender) {
        return ratio(row, contender, row, Contender.CAFFEINE, Sample::operationsPerSecond);
    }

    /** Raw Caffeine's processor time per operation, relative to a contender's: greater is better, as with throughput. */
    public Optional<Spread> processorRatio(Row row, Contender contender) {
        return ratio(
                row,
                contender,
                row,
                Contender.CAFFEINE,
                sample -> 1 / sample.processorNanos().orElse(Double.NaN));
    }

    /** Throughput of one measurement, relative to that of another. */
    public Optional<Spread> ratio(Row row, Contender contender, Row otherRow, Contender other) {
        return ratio(row, contender, otherRow, other, Sample::operationsPerSecond);
    }

    /** The median of a figure over the rounds. */
    public OptionalDouble median(Row row, Contender contender, Function<Sample, OptionalDouble> figure) {
        return Spread.median(samples.stream()
                .filter(sample -> sample.row().equals(row) && sample.contender() == contender)
                .map(figure)
                .flatMap(value -> value.stream().boxed())
                .toList());
    }

    /** The median throughput over the rounds. */
    public OptionalDouble throughput(Row row, Contender contender) {
        return median(row, contender, sample -> OptionalDouble.of(sample.operationsPerSecond()));
    }

    /** The rows that have measurements, in the order of the table. */
    public List<Row> rows() {
        return Row.all().stream()
                .filter(row -> samples.stream().anyMatch(sample -> sample.row().equals(row)))
                .toList();
    }

    private Optional<Spread> ratio(
            Row row, Contender contender, Row otherRow, Contender other, ToDoubleFunction<Sample> figure) {
        List<Double> ratios = new ArrayList<>();
        for (Sample sample : samples) {
            if (sample.row().equals(row) && sample.contender() == contender) {
                find(otherRow, other, sample.round())
                        .ifPresent(floor -> ratios.add(figure.applyAsDouble(sample) / figure.applyAsDouble(floor)));
            }
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private Optional<Sample> find(Row row, Contender contender, int round) {
        return samples.stream()
                .filter(sample ->
                        sample.row().equals(row) && sample.contender() == contender && sample.round() == round)
                .findFirst();
    }
}
