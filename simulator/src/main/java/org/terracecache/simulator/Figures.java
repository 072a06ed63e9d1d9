package org.terracecache.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import javax.cache.management.CacheStatisticsMXBean;

/** Puts the figures of a run together. */
final class Figures {
    private final Settings settings;
    private final Workload workload;
    private final List<Node> nodes;
    private final Database database;
    private final Checker checker;
    private final Meter meter;

    Figures(Settings settings, Workload workload, List<Node> nodes, Database database, Checker checker) {
        this.settings = settings;
        this.workload = workload;
        this.nodes = nodes;
        this.database = database;
        this.checker = checker;
        this.meter = Meter.sum(nodes);
    }

    /** The entries are counted last: an iterator's steps count as hits. */
    Report report(long nanos, boolean complete, Optional<Report.FaultFigures> fault) throws InterruptedException {
        List<Consistency.Check> differences = differences();
        Map<String, Report.LayerFigures> layers = new LinkedHashMap<>();
        Sample.layers(nodes).forEach((name, ratio) -> layers.put(name, Report.LayerFigures.of(ratio)));
        Map<String, Meter.Quantiles> operations = new LinkedHashMap<>();
        meter.quantiles().forEach((operation, quantiles) -> operations.put(operation.label(), quantiles));
        SortedMap<String, Long> events = EventCounts.sum(nodes, Node::events);
        SortedMap<String, Long> standardEvents = EventCounts.sum(nodes, Node::standardEvents);
        List<Report.NodeFigures> each =
                isShared() ? nodes.stream().map(Figures::node).toList() : List.of();
        Report.Totals totals = totals();
        if (canCountEntries()) {
            Consistency.Check entries = new Consistency(nodes.get(0), database, true).entries(totals.entries());
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
                standardEvents,
                each,
                fault.orElse(null),
                Report.BadLineFigures.of(workload.badLines()),
                new Report.CheckerFigures(checker.wrong(), checker.first(), checker.checks()),
                new Report.Verdict(differences.isEmpty(), differences));
    }

    private boolean isShared() {
        return settings.sharing().isPresent();
    }

    /** Nobody is told of each entry that a {@code clear} removes, or that other nodes remove. */
    private boolean canCountEntries() {
        return !isShared() && settings.ttl().isEmpty() && meter.count(Operation.CLEAR) == 0;
    }

    private List<Consistency.Check> differences() throws InterruptedException {
        List<Consistency.Check> differences = new ArrayList<>();
        for (Node node : nodes) {
            differences.addAll(new Consistency(node, database, !isShared()).differences());
        }
        return differences;
    }

    private Report.Run run(long nanos, boolean complete) {
        return new Report.Run(
                workload.description(),
                nodes.size(),
                settings.sharing().map(sharing -> sharing.lease().toMillis()).orElse(null),
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

    private static Report.NodeFigures node(Node node) {
        SortedMap<String, Long> hits = new TreeMap<>();
        node.layers().snapshot().forEach((layer, ratio) -> hits.put(layer, ratio.hits()));
        NodeView.Staleness staleness = node.view().staleness();
        return new Report.NodeFigures(
                node.name(),
                node.meter().operations(),
                node.meter().failures(),
                hits,
                node.statistics().getCacheMisses(),
                node.bus().sent(),
                node.bus().received(),
                staleness.reads(),
                staleness.p99Nanos(),
                staleness.maxNanos());
    }

    private long sum(ToLongFunction<CacheStatisticsMXBean> counter) {
        return nodes.stream().map(Node::statistics).mapToLong(counter).sum();
    }

    private Report.Totals totals() {
        long hits = sum(CacheStatisticsMXBean::getCacheHits);
        long misses = sum(CacheStatisticsMXBean::getCacheMisses);
        return new Report.Totals(
                hits,
                misses,
                new Ratio(hits, misses).hitRatio(),
                sum(CacheStatisticsMXBean::getCachePuts),
                sum(CacheStatisticsMXBean::getCacheRemovals),
                sum(CacheStatisticsMXBean::getCacheEvictions),
                nodes.get(0).entries(),
                database.loads(),
                database.failures(),
                database.meanLoadNanos(),
                hits * database.meanLoadNanos());
    }
}
