package org.terracecache.simulator;

import java.io.PrintWriter;
import java.time.Duration;
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
        consistency(report.consistency());
        out.flush();
    }

    private void run(Report.Run run) {
        String lifetime = run.ttlMillis() == null
                ? "eternal"
                : "for " + Format.time(Duration.ofMillis(run.ttlMillis()).toNanos());
        heading("run" + (run.complete() ? "" : " (ended early)"));
        out.println("  " + run.workload());
        out.println("  " + threads(run.threads()) + ", at most " + Format.count(run.maximumEntries()) + " entries, "
                + lifetime + ", loads take about " + Format.time(run.loadLatencyNanos()));
        out.println("  " + Format.count(run.operations()) + " operations in " + Format.seconds(run.nanos()) + ": "
                + Format.count(run.operationsPerSecond()) + " a second"
                + (run.failedOperations() == 0 ? "" : ", " + Format.count(run.failedOperations()) + " failed"));
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

    private void consistency(Report.Verdict verdict) {
        out.println();
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
