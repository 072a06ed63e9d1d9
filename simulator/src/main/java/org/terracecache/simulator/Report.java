package org.terracecache.simulator;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** All figures of a run: what the table shows, and what the JSON file holds. */
record Report(
        Run run,
        Totals cache,
        Map<String, LayerFigures> layers,
        Map<String, Meter.Quantiles> operations,
        SortedMap<String, Long> events,
        SortedMap<String, Long> standardEvents,
        List<NodeFigures> nodes,
        @Nullable FaultFigures fault,
        BadLineFigures badLines,
        CheckerFigures checker,
        Verdict consistency) {

    /** Whether nothing is wrong. */
    boolean isGood() {
        return consistency.consistent() && checker.wrongValues() == 0;
    }

    /** What was run, and how far it came. */
    record Run(
            String workload,
            int nodes,
            @Nullable Long leaseMillis,
            int threads,
            long maximumEntries,
            @Nullable Long ttlMillis,
            long loadLatencyNanos,
            boolean complete,
            long operations,
            long nanos,
            long operationsPerSecond,
            long failedOperations) {}

    /** What the cache's statistics and the database counted; the time saved is hits times the mean time of a load. */
    record Totals(
            long hits,
            long misses,
            double hitRatio,
            long puts,
            long removals,
            long evictions,
            long entries,
            long loads,
            long failedLoads,
            long meanLoadNanos,
            long timeSavedNanos) {}

    /** What one layer's hub told. */
    record LayerFigures(long hits, long misses, double hitRatio) {
        static LayerFigures of(Ratio ratio) {
            return new LayerFigures(ratio.hits(), ratio.misses(), ratio.hitRatio());
        }
    }

    /**
     * What one of several nodes did. Stale reads returned what had been superseded, by an acknowledged change, before they began; the
     * percentile is that of the stale reads alone.
     */
    record NodeFigures(
            String name,
            long operations,
            long failedOperations,
            Map<String, Long> hitsByLayer,
            long misses,
            long invalidationsSent,
            long invalidationsReceived,
            long staleReads,
            long stalenessP99Nanos,
            long stalenessMaxNanos) {}

    /**
     * The fault that was asked for. The beginning is that since the beginning of the run, null if the run was over before.
     * Failed operations are those of before it, during it, and since then; the staleness is that since it began.
     */
    record FaultFigures(
            String fault,
            @Nullable Long beganNanos,
            long lengthNanos,
            long failedBefore,
            long failedDuring,
            long failedAfter,
            long stalenessMaxNanos) {}

    /** What the checker found wrong, and how much it looked at. */
    record CheckerFigures(long wrongValues, List<Wrong> first, Checker.Checks checks) {}

    /** The lines of the trace that could not be used. */
    record BadLineFigures(long count, List<BadLines.BadLine> first) {
        static BadLineFigures of(BadLines lines) {
            return new BadLineFigures(lines.count(), lines.first());
        }
    }

    /** Whether all witnesses agree, and where they do not. */
    record Verdict(boolean consistent, List<Consistency.Check> differences) {}
}
