package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final Consistency.Check DIFFERENCE =
            new Consistency.Check("hits", "heard by listeners", 1, "in the statistics", 2);

    @TempDir
    private Path folder;

    @Test
    void table_showsAllFigures() {
        assertThat(table(report(List.of()), Ansi.OFF)).isEqualTo("""

                        run (ended early)
                          access log "x".log
                          3 nodes on one Redis, lease 3.0 s, each: 2 threads, at most 5,000 entries, for 2.00 ms, loads take about 0 ns
                          1,234,567 operations in 12.3 s: 100,000 a second, 3 failed

                        cache
                          hits             900   90.0 %
                          misses           100
                          loads             90   1.05 ms on average
                          failed loads       2
                          puts              10
                          removals           4
                          evictions          3
                          entries now       50
                          time saved     2.1 s   hits x average load

                        layer      hits   misses   hit ratio
                          memory    900      100      90.0 %

                        operation   count      p50       p99        max
                          get       1,000   800 ns   2.00 ms   90.00 ms

                        listeners heard   count
                          created            60
                          cache:hit         900

                        bad lines, skipped: 12
                          line 3: empty line
                          and 11 more

                        node    operations   failed   hits: memory   hits: remote   misses   invalidations sent   received   stale reads   staleness: p99   maximum
                          n-1        1,000        2            300            200       40                  500      1,000            50          1.50 ms     2.0 s
                          stale reads: what they returned had been superseded by an acknowledged change before they began; p99 and maximum are theirs

                        fault: pause, after 1.5 s, for 5.0 s
                          failed operations: 0 before, 12 during, 1 after
                          maximum staleness since it began: 90.00 ms

                        consistent: listeners, statistics, database and application agree
                        no wrong value: 900 values were written for their keys, 800 not older than what their node had shown,
                          700 not stale beyond the lease, 60 of them after a removal; 50 seen by processors were the latest; 40 keys are the same on all nodes
                        """);
    }

    @Test
    void table_onATerminal_isColoured() {
        String coloured = table(report(List.of()), Ansi.ON);
        assertThat(coloured).containsPattern("\u001B\\[32mconsistent\u001B");
        assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(table(report(List.of()), Ansi.OFF));
    }

    @Test
    void table_differences_areNamed() {
        assertThat(table(report(List.of(DIFFERENCE)), Ansi.OFF)).contains("""
                        inconsistent:
                          hits: 1 heard by listeners, 2 in the statistics
                        """);
    }

    @Test
    void table_wrongValues_areShownWithWhatIsKnownOfThem() {
        Wrong wrong = new Wrong(Rule.OLDER, "n-1", "item:7", 1_500_000_000, "application: revision 3");
        assertThat(table(report(List.of(), List.of(wrong)), Ansi.OFF))
                .contains("""
                        wrong values: 4
                          1.5 s n-1, item:7: the node had shown or written a newer one (application: revision 3)
                          and 3 more
                        """)
                .doesNotContain("no wrong value");
    }

    @Test
    void good_wrongValueOrDifference_isNot() {
        Wrong wrong = new Wrong(Rule.OLDER, "n-1", "item:7", 1_500_000_000, "application: revision 3");
        assertThat(report(List.of()).isGood()).isTrue();
        assertThat(report(List.of(DIFFERENCE)).isGood()).isFalse();
        assertThat(report(List.of(), List.of(wrong)).isGood()).isFalse();
    }

    @Test
    void json_holdsTheSameFigures() throws IOException {
        Path file = folder.resolve("out.json");
        ReportJson.to(file.toString()).write(report(List.of(DIFFERENCE)));
        JsonNode json = JsonMapper.shared().readTree(file);
        assertThat(json.at("/run/workload").asString()).isEqualTo("access log \"x\".log");
        assertThat(json.at("/run/complete").asBoolean()).isFalse();
        assertThat(json.at("/cache/hits").asLong()).isEqualTo(900);
        assertThat(json.at("/cache/hitRatio").asDouble()).isEqualTo(0.9);
        assertThat(json.at("/layers/memory/misses").asLong()).isEqualTo(100);
        assertThat(json.at("/operations/get/p99Nanos").asLong()).isEqualTo(2_000_000);
        assertThat(json.at("/events/cache:hit").asLong()).isEqualTo(900);
        assertThat(json.at("/standardEvents/created").asLong()).isEqualTo(60);
        assertThat(json.at("/badLines/first/0/reason").asString()).isEqualTo("empty line");
        assertThat(json.at("/run/nodes").asInt()).isEqualTo(3);
        assertThat(json.at("/nodes/0/hitsByLayer/remote").asLong()).isEqualTo(200);
        assertThat(json.at("/nodes/0/stalenessMaxNanos").asLong()).isEqualTo(2_000_000_000);
        assertThat(json.at("/fault/fault").asString()).isEqualTo("pause");
        assertThat(json.at("/fault/failedDuring").asLong()).isEqualTo(12);
        assertThat(json.at("/checker/wrongValues").asLong()).isZero();
        assertThat(json.at("/checker/checks/staleness").asLong()).isEqualTo(700);
        assertThat(json.at("/consistency/consistent").asBoolean()).isFalse();
        assertThat(json.at("/consistency/differences/0/other").asLong()).isEqualTo(2);
    }

    private static String table(Report report, Ansi ansi) {
        StringWriter text = new StringWriter();
        new ReportTable(new PrintWriter(text), ansi).print(report);
        return text.toString();
    }

    private static Report report(List<Consistency.Check> differences) {
        return report(differences, List.of());
    }

    private static Report report(List<Consistency.Check> differences, List<Wrong> wrong) {
        return new Report(
                new Report.Run(
                        "access log \"x\".log",
                        3,
                        3000L,
                        2,
                        5000,
                        2L,
                        0,
                        false,
                        1_234_567,
                        12_345_670_000L,
                        100_000,
                        3),
                new Report.Totals(900, 100, 0.9, 10, 4, 3, 50, 90, 2, 1_050_000, 2_100_000_000L),
                Map.of("memory", new Report.LayerFigures(900, 100, 0.9)),
                Map.of("get", new Meter.Quantiles(1000, 800, 2_000_000, 90_000_000)),
                new TreeMap<>(Map.of("cache:hit", 900L)),
                new TreeMap<>(Map.of("created", 60L)),
                List.of(new Report.NodeFigures(
                        "n-1",
                        1000,
                        2,
                        new TreeMap<>(Map.of("memory", 300L, "remote", 200L)),
                        40,
                        500,
                        1000,
                        50,
                        1_500_000,
                        2_000_000_000)),
                new Report.FaultFigures("pause", 1_500_000_000L, 5_000_000_000L, 0, 12, 1, 90_000_000),
                new Report.BadLineFigures(12, List.of(new BadLines.BadLine(3, "empty line"))),
                new Report.CheckerFigures(
                        wrong.isEmpty() ? 0 : 4, wrong, new Checker.Checks(900, 800, 700, 60, 50, 40)),
                new Report.Verdict(differences.isEmpty(), differences));
    }
}
