package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several nodes on a real Redis, also when it is harmed: what they show is right (G1 to G5), and all of it is told. */
class NodesTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void execute_threeNodes_tableTellsOfEachAndNothingIsWrong() throws IOException {
        JsonNode report = run("--operations=8000");
        assertThat(out.toString())
                .contains(
                        "3 nodes on one Redis, lease 500.00 ms, each: 2 threads", "\nno wrong value: ", "\nconsistent")
                .containsPattern(" +node-3 +[0-9,]+ +0 +");
        assertThat(report.at("/run/failedOperations").asLong()).isZero();
        assertThat(report.get("fault").isNull()).isTrue();
        assertThat(report.get("nodes").values()).hasSize(3).allSatisfy(node -> {
            assertThat(node.get("operations").asLong()).isPositive();
            assertThat(node.at("/hitsByLayer/memory").asLong()).isPositive();
            assertThat(node.at("/hitsByLayer/remote").asLong()).isPositive();
            assertThat(node.get("misses").asLong()).isPositive();
            assertThat(node.get("invalidationsSent").asLong()).isPositive();
            assertThat(node.get("invalidationsReceived").asLong()).isPositive();
        });
        JsonNode checks = report.at("/checker/checks");
        for (String what : List.of("values", "order", "staleness", "afterRemovals", "processors", "agreement")) {
            assertThat(checks.get(what).asLong()).as(what).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void execute_fault_tableTellsOfItAndNothingIsWrong(Fault fault) throws IOException {
        boolean outOfReach = fault == Fault.PAUSE || fault == Fault.KILL;
        JsonNode report = outOfReach
                ? run("--operations=8000", "--fault=" + fault, "--fault-length=900ms", "--command-timeout=300ms")
                : run("--operations=8000", "--fault=" + fault, "--fault-length=200ms");
        assertThat(out.toString()).contains("\nfault: " + fault + ", after ", "\nno wrong value: ", "\nconsistent");
        assertThat(report.at("/fault/fault").asString()).isEqualTo(fault.toString());
        assertThat(report.at("/fault/beganNanos").asLong()).isPositive();
        assertThat(report.at("/fault/lengthNanos").asLong()).isPositive();
        if (outOfReach) {
            assertThat(report.at("/fault/failedDuring").asLong()).isPositive();
        }
        assertThat(report.at("/checker/checks/agreement").asLong()).isPositive();
    }

    @Test
    void execute_faultThatComesTooLate_isSaidNotToHaveHappened() throws IOException {
        JsonNode report = run("--operations=500", "--fault=kill", "--fault-after=1h");
        assertThat(out.toString()).contains("\nfault: kill, which did not happen: the run was over before");
        assertThat(report.at("/fault/beganNanos").isNull()).isTrue();
    }

    @Test
    void execute_redisThatRunsAlready_isUsedAndLeftAsItWas() throws IOException {
        try (RedisServer server = RedisServer.start();
                RedisClient client = RedisClient.create(server.uri())) {
            client.set("mine", "1");
            run("--operations=2000", "--nodes=2", "--redis=" + server.uri());
            assertThat(client.keys("*")).containsExactly("mine");
        }
    }

    @Test
    void execute_redisThatIsNotThere_oneMessageThatNamesIt() {
        int port;
        try (RedisServer server = RedisServer.start()) {
            port = server.uri().getPort();
        }
        assertThat(execute("--redis=redis://:secret@127.0.0.1:" + port)).isEqualTo(2);
        assertThat(err.toString()).contains("127.0.0.1:" + port).doesNotContain("secret", "\tat ");
    }

    @Test
    void close_serverThatIsPaused_endsIt() {
        RedisServer server = RedisServer.start();
        server.pause();
        server.close();
        assertThat(answers(server)).isFalse();
        server.restart();
        assertThat(answers(server)).isFalse();
    }

    private static boolean answers(RedisServer server) {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private JsonNode run(String... arguments) throws IOException {
        assertThat(execute(arguments)).as(() -> out + "\n" + err).isZero();
        return JsonMapper.shared().readTree(folder.resolve("out.json"));
    }

    private int execute(String... arguments) {
        CommandLine command = Simulator.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of(
                "--json=" + folder.resolve("out.json"),
                "--lease=500ms",
                "--keys=400",
                "--load-latency=200us",
                "--clears=0.1%"));
        all.addAll(List.of(arguments));
        return command.execute(all.toArray(String[]::new));
    }
}
