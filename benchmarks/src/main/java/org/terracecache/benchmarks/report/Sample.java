package org.terracecache.benchmarks.report;

import java.util.OptionalDouble;
import org.terracecache.benchmarks.Row;
import org.terracecache.benchmarks.contender.Contender;

/**
 * One row, one contender, one round: what one JVM measured.
 *
 * @param operationsPerSecond the throughput of all threads together
 * @param undisturbedNanos time of an operation in the best tenth of the slices: its upper bound
 * @param processorNanos processor time of the Java threads per operation
 * @param allocatedBytes bytes allocated per operation
 * @param events the balance of events, where a listener was registered
 */
public record Sample(
        Row row,
        Contender contender,
        int round,
        double operationsPerSecond,
        double undisturbedNanos,
        OptionalDouble processorNanos,
        OptionalDouble allocatedBytes,
        EventBalance events) {}
