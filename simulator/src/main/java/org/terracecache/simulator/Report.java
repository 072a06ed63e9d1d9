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
        BadLineFigures badLines,
        Verdict consistency) {

    /** What was run, and how far it came. */
    record Run(
            String workload,
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

    /** The lines of the trace that could not be used. */
    record BadLineFigures(long count, List<BadLines.BadLine> first) {
        static BadLineFigures of(BadLines lines) {
            return new BadLineFigures(lines.count(), lines.first());
        }
    }

    /** Whether all witnesses agree, and where they do not. */
    record Verdict(boolean consistent, List<Consistency.Check> differences) {}
}
