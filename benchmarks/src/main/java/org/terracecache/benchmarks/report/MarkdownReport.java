package org.terracecache.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.terracecache.benchmarks.Row;
import org.terracecache.benchmarks.contender.Contender;

/** The tables for people. */
public final class MarkdownReport {
    private static final String NOTHING = "–";

    private final Results results;
    private final List<Contender> contenders;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(Results results) {
        this.results = results;
        this.contenders = Arrays.stream(Contender.values())
                .filter(contender -> contender != Contender.CAFFEINE)
                .filter(contender -> results.heap().containsKey(contender)
                        || results.samples().stream().anyMatch(sample -> sample.contender() == contender))
                .toList();
    }

    /** Writes the tables; the circumstances come first, one a line. */
    public static String of(Results results, List<String> circumstances) {
        MarkdownReport report = new MarkdownReport(results);
        report.text.append("# Terrace beside its peers\n\n");
        circumstances.forEach(line -> report.text.append("- ").append(line).append('\n'));
        report.undisturbed();
        report.ratios();
        report.processorTime();
        report.allocation();
        report.events();
        report.heap();
        report.goals();
        report.failures();
        return report.text.toString();
    }

    private void undisturbed() {
        heading("Undisturbed speed, relative to raw Caffeine: median (least–greatest) over the rounds");
        table(
                "raw Caffeine, ns",
                row -> plain(results.median(
                        row, Contender.CAFFEINE, sample -> OptionalDouble.of(sample.undisturbedNanos()))),
                (row, contender) -> marked(row, contender, results.undisturbedRatio(row, contender)));
        footnote();
    }

    private void ratios() {
        heading("Throughput, relative to raw Caffeine: median (least–greatest) over the rounds");
        table(
                "raw Caffeine, M op/s",
                row -> millions(results.throughput(row, Contender.CAFFEINE)),
                (row, contender) -> marked(row, contender, results.ratio(row, contender)));
        footnote();
    }

    private void footnote() {
        if (contenders.stream().anyMatch(contender -> !contender.storesByReference())) {
            text.append("\n† cannot store by reference: it copies all the same.\n");
        }
    }

    private static String marked(Row row, Contender contender, Optional<Spread> ratio) {
        String mark = row.isByReference() && !contender.storesByReference() ? " †" : "";
        return ratio.map(spread -> cell(spread) + mark).orElse(NOTHING);
    }

    private void processorTime() {
        heading("Processor time of the Java threads per operation: raw Caffeine's, relative to the contender's");
        table(
                "raw Caffeine, ns/op",
                row -> plain(results.median(row, Contender.CAFFEINE, Sample::processorNanos)),
                (row, contender) -> results.processorRatio(row, contender)
                        .map(MarkdownReport::cell)
                        .orElse(NOTHING));
    }

    private void allocation() {
        heading("Allocation: bytes per operation");
        table(
                "raw Caffeine",
                row -> plain(results.median(row, Contender.CAFFEINE, Sample::allocatedBytes)),
                (row, contender) -> plain(results.median(row, contender, Sample::allocatedBytes)));
    }

    private void events() {
        List<Row> heard = results.rows().stream()
                .filter(row -> row.name().contains("listener"))
                .toList();
        if (heard.isEmpty()) {
            return;
        }
        heading("Events of put with one asynchronous listener, per iteration");
        line("row", "contender", "M puts/s", "under way at the end", "lost", "drained after, ms", "backlog");
        line("---", "---", "---:", "---:", "---:", "---:", "---");
        for (Row row : heard) {
            for (Contender contender : contenders) {
                results.samples().stream()
                        .filter(sample -> sample.row().equals(row) && sample.contender() == contender)
                        .forEach(this::event);
            }
        }
    }

    private void event(Sample sample) {
        EventBalance events = sample.events();
        line(
                sample.row().name(),
                sample.contender().title(),
                millions(OptionalDouble.of(sample.operationsPerSecond())),
                format("%,.0f", events.backlog()),
                format("%,.0f", events.lost()),
                format("%,.1f", events.drainMicros() / 1000),
                events.isBounded() ? "bounded" : "grows without bound");
    }

    private void heap() {
        Map<Contender, Double> heap = results.heap();
        Double floor = heap.get(Contender.CAFFEINE);
        if (floor == null) {
            return;
        }
        heading("Heap of the cache itself, a million entries");
        line("contender", "bytes per entry", "above raw Caffeine");
        line("---", "---:", "---:");
        for (Contender contender : Contender.values()) {
            Double bytes = heap.get(contender);
            if (bytes != null) {
                line(contender.title(), format("%.1f", bytes), format("%.1f", bytes - floor));
            }
        }
    }

    private void goals() {
        List<Goal> goals = Goal.of(results);
        if (goals.isEmpty()) {
            return;
        }
        heading("Goals");
        line("goal", "limit", "measured", "met");
        line("---", "---:", "---:", "---");
        for (Goal goal : goals) {
            line(
                    goal.title(),
                    (goal.atLeast() ? "≥ " : "≤ ") + format("%.2f", goal.limit()),
                    format("%.2f", goal.measured().orElse(Double.NaN)),
                    goal.isMet() ? "yes" : "**no**");
        }
    }

    private void failures() {
        if (!results.failures().isEmpty()) {
            heading("Could not be measured");
            results.failures()
                    .forEach(failure -> text.append("- ").append(failure).append('\n'));
        }
    }

    private void table(String floorTitle, Function<Row, String> floor, BiFunction<Row, Contender, String> cell) {
        String titles = contenders.stream().map(Contender::title).collect(Collectors.joining(" | "));
        text.append("| row | ").append(floorTitle).append(" | ").append(titles).append(" |\n");
        text.append("| --- |").append(" ---: |".repeat(contenders.size() + 1)).append('\n');
        for (Row row : results.rows()) {
            String cells = contenders.stream()
                    .map(contender -> cell.apply(row, contender))
                    .collect(Collectors.joining(" | "));
            line(row.name(), floor.apply(row), cells);
        }
    }

    private void heading(String title) {
        text.append("\n## ").append(title).append("\n\n");
    }

    private void line(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String cell(Spread spread) {
        String form = spread.greatest() < 0.1 ? "%.4f (%.4f–%.4f)" : "%.2f (%.2f–%.2f)";
        return format(form, spread.median(), spread.least(), spread.greatest());
    }

    private static String millions(OptionalDouble perSecond) {
        return perSecond.isPresent() ? format("%.3g", perSecond.getAsDouble() / 1e6) : NOTHING;
    }

    private static String plain(OptionalDouble figure) {
        return figure.isPresent() ? format("%.1f", figure.getAsDouble()) : NOTHING;
    }

    private static String format(String form, Object... arguments) {
        return String.format(Locale.ROOT, form, arguments);
    }
}
