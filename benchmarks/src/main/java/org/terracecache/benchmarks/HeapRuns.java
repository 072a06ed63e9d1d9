package org.terracecache.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.terracecache.benchmarks.contender.Contender;
import org.terracecache.benchmarks.jmh.HeapPerEntry;
import org.terracecache.benchmarks.report.Results;

/** Measures the heap per entry of each contender, each in a JVM of its own. */
final class HeapRuns {
    private static final long LIMIT_SECONDS = 120;

    /**
     * By default three of four full collections leave some garbage where it is, and a thread that allocates anything at all
     * takes megabytes of the heap for itself.
     */
    private static final List<String> HEAP = List.of(
            "-Xms3g",
            "-Xmx3g",
            "-XX:+UseSerialGC",
            "-XX:MarkSweepAlwaysCompactCount=1",
            "-XX:-ResizeTLAB",
            "-XX:TLABSize=64k");

    private final RunPlan plan;
    private final Results results;

    HeapRuns(RunPlan plan, Results results) {
        this.plan = plan;
        this.results = results;
    }

    void run() throws IOException, InterruptedException {
        for (Contender contender : plan.contenders()) {
            OptionalDouble bytes = measure(contender);
            if (bytes.isPresent()) {
                results.addHeap(contender, bytes.getAsDouble());
                System.out.printf("heap per entry  %-16s %.1f bytes%n", contender.title(), bytes.getAsDouble());
            } else {
                results.addFailure("heap per entry, " + contender.title() + ": see "
                        + log(contender).getFileName());
            }
        }
    }

    private OptionalDouble measure(Contender contender) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        MeasuringJvm.ARGUMENTS.stream()
                .filter(option -> option.startsWith("-D"))
                .forEach(command::add);
        command.addAll(HEAP);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(HeapPerEntry.class.getName(), contender.name()));
        Path log = log(contender);
        Files.createDirectories(log.getParent());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith(HeapPerEntry.PREFIX))
                .mapToDouble(line -> Double.parseDouble(line.substring(HeapPerEntry.PREFIX.length())))
                .findFirst();
    }

    private Path log(Contender contender) {
        return plan.output().resolve("logs").resolve("heap-" + contender.name() + ".log");
    }
}
