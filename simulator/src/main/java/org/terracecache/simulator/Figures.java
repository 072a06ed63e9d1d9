package org.terracecache.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import javax.cache.management.CacheStatisticsMXBean;

/** Puts the figures of a run together. */
final class Figures {
    private final Settings settings;
    private final Workload workload;
    private final Node node;
    private final Database database;
    private final Meter meter;

    Figures(Settings settings, Workload workload, Node node, Database database, Meter meter) {
        this.settings = settings;
        this.workload = workload;
        this.node = node;
        this.database = database;
        this.meter = meter;
    }

    /** The entries are counted last: an iterator's steps count as hits. */
    Report report(long nanos, boolean complete) throws InterruptedException {
        Consistency consistency = new Consistency(node, database, meter);
        List<Consistency.Check> differences = new ArrayList<>(consistency.differences());
        Map<String, Report.LayerFigures> layers = new LinkedHashMap<>();
        node.layers().snapshot().forEach((name, ratio) -> layers.put(name, Report.LayerFigures.of(ratio)));
        Map<String, Meter.Quantiles> operations = new LinkedHashMap<>();
        meter.quantiles().forEach((operation, quantiles) -> operations.put(operation.label(), quantiles));
        SortedMap<String, Long> events = node.events().snapshot();
        Report.Totals totals = totals();
        if (settings.ttl().isEmpty()) {
            Consistency.Check entries = consistency.entries(totals.entries());
            if (!entries.holds()) {
                differences.add(entries);
            }
        }
        return new Report(
                run(nanos, complete),
                totals,
                layers,
                operations,
                events,
                node.standardEvents().snapshot(),
                Report.BadLineFigures.of(workload.badLines()),
                new Report.Verdict(differences.isEmpty(), differences));
    }

    private Report.Run run(long nanos, boolean complete) {
        return new Report.Run(
                workload.description(),
                settings.threads(),
                settings.maximumEntries(),
                settings.ttl().map(Duration::toMillis).orElse(null),
                settings.latency().nanos(),
                complete,
                meter.operations(),
                nanos,
                meter.operations() * TimeUnit.SECONDS.toNanos(1) / Math.max(1, nanos),
                meter.failures());
    }

    private Report.Totals totals() {
        CacheStatisticsMXBean statistics = node.statistics();
        long hits = statistics.getCacheHits();
        long misses = statistics.getCacheMisses();
        return new Report.Totals(
                hits,
                misses,
                new Ratio(hits, misses).hitRatio(),
                statistics.getCachePuts(),
                statistics.getCacheRemovals(),
                statistics.getCacheEvictions(),
                node.entries(),
                database.loads(),
                database.failures(),
                database.meanLoadNanos(),
                hits * database.meanLoadNanos());
    }
}
