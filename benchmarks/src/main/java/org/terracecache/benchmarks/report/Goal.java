package org.terracecache.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.terracecache.benchmarks.Row;
import org.terracecache.benchmarks.contender.Contender;
import org.terracecache.benchmarks.jmh.ValueType;

/**
 * A figure that Terrace is meant to reach.
 *
 * @param title what is measured
 * @param measured the figure, where it was measured
 * @param atLeast whether the limit is a lower one
 * @param limit the limit
 */
public record Goal(String title, OptionalDouble measured, boolean atLeast, double limit) {
    /** What a measurement of no allocation may show: the harness allocates a little. */
    private static final double NO_BYTES = 1;

    /** Whether the figure was measured and keeps the limit. */
    public boolean isMet() {
        return measured.isPresent() && (atLeast ? measured.getAsDouble() >= limit : measured.getAsDouble() <= limit);
    }

    /** All goals, those without a measurement left out. */
    public static List<Goal> of(Results results) {
        Row get = Row.byReference("get", false, 1);
        Row put = Row.byReference("put", false, 1);
        Row getRecord = Row.byValue("get", ValueType.RECORD);
        Row getMutable = Row.byValue("get", ValueType.MUTABLE);
        Row heard = Row.listener(1);
        return Stream.of(
                        ratio(results, get, 0.90),
                        allocation(results, get, NO_BYTES),
                        ratio(results, Row.byReference("get", true, 1), 0.88),
                        ratio(results, put, 0.65),
                        allocation(results, put, 48 + NO_BYTES),
                        ratio(results, Row.byReference("getAndPut", false, 1), 0.65),
                        ratio(results, Row.byReference("mix", false, 1), 0.70),
                        ratio(results, Row.byReference("invoke", false, 1), 0.70),
                        ratio(results, Row.byReference("getAll", false, 1), 1.0),
                        ratio(results, getRecord, 0.88),
                        toBestPeer(results, getMutable, 10),
                        new Goal(
                                heard.name() + ", throughput, to its own put without a listener",
                                median(results.ratio(heard, Contender.TERRACE, put, Contender.TERRACE)),
                                true,
                                0.5),
                        toBestPeer(results, heard, 1),
                        new Goal(
                                heard.name() + ", backlog",
                                results.median(
                                        heard,
                                        Contender.TERRACE,
                                        sample -> OptionalDouble.of(
                                                sample.events().backlog())),
                                false,
                                EventBalance.BOUNDED),
                        ratio(results, Row.byReference("get", false, 2), 0.95),
                        ratio(results, Row.byReference("put", false, 2), 0.60),
                        new Goal("heap per entry above raw Caffeine, bytes", heapAbove(results), false, 24))
                .filter(goal -> goal.measured().isPresent())
                .toList();
    }

    private static Goal ratio(Results results, Row row, double limit) {
        return new Goal(
                row.name() + ", undisturbed, to raw Caffeine",
                median(results.undisturbedRatio(row, Contender.TERRACE)),
                true,
                limit);
    }

    private static Goal allocation(Results results, Row row, double limit) {
        return new Goal(
                row.name() + ", bytes per operation",
                results.median(row, Contender.TERRACE, Sample::allocatedBytes),
                false,
                limit);
    }

    private static Goal toBestPeer(Results results, Row row, double limit) {
        OptionalDouble best = Arrays.stream(Contender.values())
                .filter(Contender::isPeer)
                .map(peer -> results.throughput(row, peer))
                .flatMapToDouble(OptionalDouble::stream)
                .max();
        OptionalDouble own = results.throughput(row, Contender.TERRACE);
        OptionalDouble measured = own.isPresent() && best.isPresent()
                ? OptionalDouble.of(own.getAsDouble() / best.getAsDouble())
                : OptionalDouble.empty();
        return new Goal(row.name() + ", throughput, to the best peer", measured, true, limit);
    }

    private static OptionalDouble heapAbove(Results results) {
        Double own = results.heap().get(Contender.TERRACE);
        Double floor = results.heap().get(Contender.CAFFEINE);
        return own == null || floor == null ? OptionalDouble.empty() : OptionalDouble.of(own - floor);
    }

    private static OptionalDouble median(Optional<Spread> spread) {
        return spread.map(Spread::median).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
