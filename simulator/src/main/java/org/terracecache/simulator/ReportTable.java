package org.terracecache.simulator;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Shows a report to people. */
final class ReportTable {
    private final PrintWriter out;
    private final Ansi ansi;

    ReportTable(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void print(Report report) {
        run(report.run());
        cache(report.cache());
        layers(report);
        operations(report);
        events(report);
        badLines(report.badLines());
        nodes(report);
        fault(report.fault());
        out.println();
        consistency(report.consistency());
        checker(report.checker());
        out.flush();
    }

    private void run(Report.Run run) {
        String lifetime = run.ttlMillis() == null
                ? "eternal"
                : "for " + Format.time(Duration.ofMillis(run.ttlMillis()).toNanos());
        heading("run" + (run.complete() ? "" : " (ended early)"));
        out.println("  " + run.workload());
        out.println("  " + nodes(run) + threads(run.threads()) + ", at most " + Format.count(run.maximumEntries())
                + " entries, " + lifetime + ", loads take about " + Format.time(run.loadLatencyNanos()));
        out.println("  " + Format.count(run.operations()) + " operations in " + Format.seconds(run.nanos()) + ": "
                + Format.count(run.operationsPerSecond()) + " a second"
                + (run.failedOperations() == 0 ? "" : ", " + Format.count(run.failedOperations()) + " failed"));
    }

    private static String nodes(Report.Run run) {
        if (run.leaseMillis() == null) {
            return "";
        }
        return (run.nodes() == 1 ? "1 node" : run.nodes() + " nodes") + " on one Redis, lease "
                + Format.time(Duration.ofMillis(run.leaseMillis()).toNanos()) + ", each: ";
    }

    private static String threads(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    private void cache(Report.Totals cache) {
        TextTable table = new TextTable("lrl", "cache")
                .row("hits", Format.count(cache.hits()), Format.percent(cache.hitRatio()))
                .row("misses", Format.count(cache.misses()))
                .row("loads", Format.count(cache.loads()), Format.time(cache.meanLoadNanos()) + " on average");
        if (cache.failedLoads() > 0) {
            table.row("failed loads", Format.count(cache.failedLoads()));
        }
        table.row("puts", Format.count(cache.puts()))
                .row("removals", Format.count(cache.removals()))
                .row("evictions", Format.count(cache.evictions()))
                .row("entries now", Format.count(cache.entries()))
                .row("time saved", Format.time(cache.timeSavedNanos()), "hits x average load");
        print(table);
    }

    private void layers(Report report) {
        TextTable table = new TextTable("lrrr", "layer", "hits", "misses", "hit ratio");
        report.layers()
                .forEach((name, layer) -> table.row(
                        name,
                        Format.count(layer.hits()),
                        Format.count(layer.misses()),
                        Format.percent(layer.hitRatio())));
        print(table);
    }

    private void operations(Report report) {
        TextTable table = new TextTable("lrrrr", "operation", "count", "p50", "p99", "max");
        report.operations()
                .forEach((name, quantiles) -> table.row(
                        name,
                        Format.count(quantiles.count()),
                        Format.time(quantiles.p50Nanos()),
                        Format.time(quantiles.p99Nanos()),
                        Format.time(quantiles.maxNanos())));
        print(table);
    }

    private void events(Report report) {
        TextTable table = new TextTable("lr", "listeners heard", "count");
        report.standardEvents().forEach((name, count) -> table.row(name, Format.count(count)));
        report.events().forEach((name, count) -> table.row(name, Format.count(count)));
        print(table);
    }

    private void badLines(Report.BadLineFigures badLines) {
        if (badLines.count() > 0) {
            heading("bad lines, skipped: " + Format.count(badLines.count()));
            badLines.first().forEach(bad -> out.println("  line " + bad.line() + ": " + bad.reason()));
            long others = badLines.count() - badLines.first().size();
            if (others > 0) {
                out.println("  and " + Format.count(others) + " more");
            }
        }
    }

    private void nodes(Report report) {
        List<String> layers = report.nodes().stream()
                .flatMap(node -> node.hitsByLayer().keySet().stream())
                .distinct()
                .toList();
        List<String> heading = new ArrayList<>(List.of("node", "operations", "failed"));
        layers.forEach(layer -> heading.add("hits: " + layer));
        heading.addAll(List.of("misses", "invalidations sent", "received", "stale reads", "staleness: p99", "maximum"));
        TextTable table = new TextTable("l" + "r".repeat(heading.size() - 1), heading.toArray(String[]::new));
        report.nodes().forEach(node -> table.row(cells(node, layers)));
        print(table);
        if (!table.isEmpty()) {
            out.println(
                    "  stale reads: what they returned had been superseded by an acknowledged change before they began;"
                            + " p99 and maximum are theirs");
        }
    }

    private static String[] cells(Report.NodeFigures node, List<String> layers) {
        List<String> cells = new ArrayList<>(
                List.of(node.name(), Format.count(node.operations()), Format.count(node.failedOperations())));
        layers.forEach(layer -> cells.add(Format.count(node.hitsByLayer().getOrDefault(layer, 0L))));
        cells.add(Format.count(node.misses()));
        cells.add(Format.count(node.invalidationsSent()));
        cells.add(Format.count(node.invalidationsReceived()));
        cells.add(Format.count(node.staleReads()));
        cells.add(Format.time(node.stalenessP99Nanos()));
        cells.add(Format.time(node.stalenessMaxNanos()));
        return cells.toArray(String[]::new);
    }

    private void fault(Report.@Nullable FaultFigures fault) {
        if (fault == null) {
            return;
        }
        if (fault.beganNanos() == null) {
            heading("fault: " + fault.fault() + ", which did not happen: the run was over before");
            return;
        }
        heading("fault: " + fault.fault() + ", after " + Format.seconds(fault.beganNanos()) + ", for "
                + Format.seconds(fault.lengthNanos()));
        out.println("  failed operations: " + Format.count(fault.failedBefore()) + " before, "
                + Format.count(fault.failedDuring()) + " during, " + Format.count(fault.failedAfter()) + " after");
        out.println("  maximum staleness since it began: " + Format.time(fault.stalenessMaxNanos()));
    }

    private void checker(Report.CheckerFigures checker) {
        Checker.Checks checks = checker.checks();
        if (checker.wrongValues() == 0) {
            out.println(styled("bold,green", "no wrong value") + ": " + Format.count(checks.values())
                    + " values were written for their keys, " + Format.count(checks.order())
                    + " not older than what their node had shown,");
            out.println("  " + Format.count(checks.staleness()) + " not stale beyond the lease, "
                    + Format.count(checks.afterRemovals()) + " of them after a removal; "
                    + Format.count(checks.processors()) + " seen by processors were the latest"
                    + (checks.agreement() == 0
                            ? ""
                            : "; " + Format.count(checks.agreement()) + " keys are the same on all nodes"));
            return;
        }
        out.println(styled("bold,red", "wrong values: " + Format.count(checker.wrongValues())));
        for (Wrong wrong : checker.first()) {
            out.println("  " + Format.seconds(wrong.atNanos()) + " " + wrong.node() + ", " + wrong.key() + ": "
                    + wrong.rule().label() + " (" + wrong.detail() + ")");
        }
        long others = checker.wrongValues() - checker.first().size();
        if (others > 0) {
            out.println("  and " + Format.count(others) + " more");
        }
    }

    private void consistency(Report.Verdict verdict) {
        if (verdict.consistent()) {
            out.println(styled("bold,green", "consistent") + ": listeners, statistics, database and application agree");
            return;
        }
        out.println(styled("bold,red", "inconsistent") + ":");
        for (Consistency.Check check : verdict.differences()) {
            out.println("  " + check.what() + ": " + Format.count(check.one()) + " " + check.oneWitness() + ", "
                    + Format.count(check.other()) + " " + check.otherWitness());
        }
    }

    private void heading(String text) {
        out.println();
        out.println(styled("bold", text));
    }

    private void print(TextTable table) {
        if (!table.isEmpty()) {
            heading(table.heading());
            table.lines().forEach(out::println);
        }
    }

    /** Takes no text that could hold markup of its own. */
    private String styled(String styles, String text) {
        return ansi.string("@|" + styles + " " + text + "|@");
    }
}
