package org.terracecache.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulatorTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path json;

    @BeforeEach
    void nameJson() {
        json = folder.resolve("out.json");
    }

    @Test
    void execute_traceThatFits_figuresAreExact() throws IOException {
        List<String> lines = new ArrayList<>(
                Collections.nCopies(20, keys(50)).stream().flatMap(List::stream).toList());
        lines.add(500, " ");
        Path trace = Files.write(folder.resolve("trace.txt"), lines);

        assertThat(execute("--trace", trace.toString(), "--threads", "1", "--load-latency", "0"))
                .isZero();

        JsonNode report = JsonMapper.shared().readTree(json);
        assertCounts(report.get("run"), Map.of("operations", 1000, "failedOperations", 0));
        assertCounts(
                report.get("cache"),
                Map.of(
                        "hits",
                        950,
                        "misses",
                        50,
                        "loads",
                        50,
                        "puts",
                        0,
                        "removals",
                        0,
                        "evictions",
                        0,
                        "entries",
                        50));
        assertThat(report.at("/cache/hitRatio").asDouble()).isEqualTo(0.95);
        assertCounts(report.at("/layers/memory"), Map.of("hits", 950, "misses", 50));
        assertThat(report.get("events"))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"cache:hit\": 950, \"cache:load:succeeded\": 50, \"cache:miss\": 50,"
                                + " \"cache:written (load)\": 50}"));
        assertThat(report.get("standardEvents")).isEqualTo(JsonMapper.shared().readTree("{\"created\": 50}"));
        assertCounts(report.at("/operations/get"), Map.of("count", 1000));
        assertCounts(report.get("badLines"), Map.of("count", 1));
        assertThat(report.at("/badLines/first/0/line").asLong()).isEqualTo(501);
        assertThat(report.at("/consistency/consistent").asBoolean()).isTrue();
        assertThat(out.toString())
                .containsPattern("hits +950 +95.0 %")
                .contains("  line 501: empty line", "\nconsistent:");
    }

    @Test
    void execute_allOperationsByManyThreads_isConsistent() throws IOException {
        assertThat(execute(
                        "--operations=20000",
                        "--keys=500",
                        "--max-entries=100",
                        "--threads=4",
                        "--writes=20%",
                        "--removes=10%",
                        "--invokes=10%",
                        "--load-latency=20us",
                        "--load-failures=2%"))
                .as(() -> out.toString())
                .isZero();
        JsonNode report = JsonMapper.shared().readTree(json);
        assertCounts(report.get("run"), Map.of("operations", 20000));
        assertThat(report.at("/cache/evictions").asLong()).isPositive();
        assertThat(report.at("/cache/failedLoads").asLong()).isPositive();
        assertThat(report.at("/run/failedOperations").asLong()).isPositive();
    }

    @Test
    void execute_entriesThatExpire_isConsistentAndHearsOfThem() throws IOException {
        assertThat(execute("--operations=5000", "--keys=50", "--ttl=30ms", "--load-latency=500us"))
                .as(() -> out.toString())
                .isZero();
        assertThat(JsonMapper.shared()
                        .readTree(json)
                        .at("/standardEvents/expired")
                        .asLong())
                .isPositive();
    }

    @Test
    void execute_traceBrokenOff_showsWhatWasDoneAndSaysWhereItBroke() throws IOException {
        Path whole = folder.resolve("whole.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write(String.join("\n", keys(100_000)).getBytes(UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path broken = Files.write(folder.resolve("broken.gz"), Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(execute("--trace", broken.toString(), "--load-latency", "0")).isEqualTo(2);

        assertThat(out.toString()).contains("run (ended early)", "no wrong value", "consistent");
        assertThat(err.toString())
                .contains("Cannot read the trace " + broken + " on after line ")
                .doesNotContain("\tat ");
    }

    private int execute(String... arguments) {
        CommandLine command = Simulator.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of("--json", json.toString(), "--nodes", "0"));
        all.addAll(List.of(arguments));
        return command.execute(all.toArray(String[]::new));
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "key " + i).toList();
    }

    private static void assertCounts(JsonNode node, Map<String, Integer> counts) {
        counts.forEach(
                (name, count) -> assertThat(node.get(name).asInt()).as(name).isEqualTo(count));
    }
}
