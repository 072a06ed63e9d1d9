package org.terracecache.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real JVM that is asked to end, as Ctrl-C does. */
class InterruptionTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void main_askedToEndInTheMiddle_showsWhatWasDone() throws IOException, InterruptedException {
        Process process = start("--nodes=0", "--operations=1000000000");
        awaitProgress(process);
        assertEndsWithTable(process);
    }

    @Test
    @Timeout(120)
    void main_askedToEndWhileItWaitsForInput_showsWhatWasDone() throws IOException, InterruptedException {
        Process process = start("--nodes=0", "--trace=-");
        process.getOutputStream().write("a\nb\na\n".getBytes(UTF_8));
        process.getOutputStream().flush();
        awaitProgress(process);
        assertThat(assertEndsWithTable(process)).contains("3 operations in ");
    }

    @Test
    @Timeout(120)
    void main_nodesAskedToEndInTheMiddleOfAFault_showsWhatWasDoneAndLeavesNoRedis()
            throws IOException, InterruptedException {
        Process process = start("--operations=1000000000", "--fault=pause", "--fault-after=0", "--fault-length=1h");
        awaitProgress(process);
        List<ProcessHandle> children = process.children().toList();
        assertThat(children).hasSize(1);
        assertThat(assertEndsWithTable(process)).contains("no wrong value", "\nfault: pause, after ");
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    private Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Simulator.class.getName());
        builder.command().addAll(List.of(arguments));
        return builder.redirectOutput(folder.resolve("out.txt").toFile()).start();
    }

    private static void awaitProgress(Process process) throws IOException {
        try (BufferedReader lines = process.errorReader()) {
            assertThat(lines.readLine()).contains("ops/s");
        }
    }

    private String assertEndsWithTable(Process process) throws IOException, InterruptedException {
        process.toHandle().destroy(); // SIGTERM, which the JVM takes as it takes SIGINT
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        String table = Files.readString(folder.resolve("out.txt"));
        assertThat(table).contains("run (ended early)", "\nconsistent:");
        return table;
    }
}
