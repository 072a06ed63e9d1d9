package org.terracecache.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.util.List;
import org.terracecache.benchmarks.report.JsonReport;
import org.terracecache.benchmarks.report.MarkdownReport;
import org.terracecache.benchmarks.report.Results;

/** The one command: runs what the {@code benchmark.} properties ask for, and ends with the tables. */
public final class BenchmarkMain {

    private BenchmarkMain() {}

    /** Takes no arguments. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        RunPlan plan = RunPlan.from(System.getProperties());
        Results results = new Results();
        double loadBefore = load();
        new Rounds(plan, results).run();
        if (plan.heap()) {
            new HeapRuns(plan, results).run();
        }
        List<String> circumstances = circumstances(plan, loadBefore);
        String report = MarkdownReport.of(results, circumstances);
        Files.createDirectories(plan.output());
        Files.writeString(plan.output().resolve("report.md"), report);
        Files.writeString(plan.output().resolve("results.json"), JsonReport.of(results, circumstances));
        System.out.println();
        System.out.println(report);
        if (!results.failures().isEmpty()) {
            System.exit(1);
        }
    }

    private static List<String> circumstances(RunPlan plan, double loadBefore) {
        return List.of(
                String.format(
                        "%d rounds, each with %d s of warm-up and %d s of measurement in a new JVM",
                        plan.rounds(), plan.warmupSeconds(), plan.measuredSeconds()),
                String.format(
                        "%s %s, %d processors, %s",
                        System.getProperty("java.vm.name"),
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.arch")),
                String.format("load average %.1f before the run, %.1f at its end", loadBefore, load()));
    }

    private static double load() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system.getSystemLoadAverage();
    }
}
