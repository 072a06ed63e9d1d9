package org.terracecache.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;
import org.terracecache.benchmarks.contender.Contender;
import org.terracecache.benchmarks.jmh.ProcessorTime;
import org.terracecache.benchmarks.jmh.Slice;
import org.terracecache.benchmarks.report.EventBalance;
import org.terracecache.benchmarks.report.Results;
import org.terracecache.benchmarks.report.Sample;

/**
 * Measures every row with every contender, round after round, each time in a new JVM. Within a row the contenders
 * follow each other at once, and each round begins with another one, so that a slow minute of the machine touches all.
 */
final class Rounds {
    private static final double UNDISTURBED_PERCENT = 10;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final TimeValue SECOND = TimeValue.seconds(1);
    private static final TimeValue LIMIT = TimeValue.minutes(2);

    private final RunPlan plan;
    private final Results results;

    Rounds(RunPlan plan, Results results) {
        this.plan = plan;
        this.results = results;
    }

    void run() throws IOException {
        Files.createDirectories(logs());
        int total = plan.rounds() * plan.rows().size() * plan.contenders().size();
        int done = 0;
        for (int round = 1; round <= plan.rounds(); round++) {
            List<Contender> order = new ArrayList<>(plan.contenders());
            Collections.rotate(order, round - 1);
            for (Row row : plan.rows()) {
                for (Contender contender : order) {
                    done++;
                    String progress = String.format(
                            "%4d/%d  round %d  %-24s %-16s", done, total, round, row.name(), contender.title());
                    measure(row, contender, round, progress);
                }
            }
        }
    }

    private void measure(Row row, Contender contender, int round, String progress) {
        try {
            Collection<RunResult> run =
                    new Runner(options(row, contender, round).build()).run();
            Sample sample = sample(row, contender, round, run.iterator().next());
            results.add(sample);
            System.out.printf(
                    "%s %,15.0f op/s, %,9.1f ns undisturbed%n",
                    progress, sample.operationsPerSecond(), sample.undisturbedNanos());
        } catch (RunnerException e) {
            String reason = row.name() + ", " + contender.title() + ", round " + round + ": see "
                    + log(row, contender, round).getFileName();
            results.addFailure(reason);
            System.out.println(progress + "  failed: " + e.getMessage());
        }
    }

    private ChainedOptionsBuilder options(Row row, Contender contender, int round) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include('^' + row.benchmark().replace(".", "\\.") + '$')
                .param("contender", contender.name())
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .threads(row.threads())
                .forks(1)
                .warmupIterations(plan.warmupSeconds())
                .warmupTime(SECOND)
                .measurementIterations(plan.measuredSeconds())
                .measurementTime(SECOND)
                .timeout(LIMIT)
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessorTime.class)
                .shouldFailOnError(true)
                .jvmArgs(MeasuringJvm.ARGUMENTS.toArray(String[]::new))
                .output(log(row, contender, round).toString());
        row.parameters().forEach(options::param);
        plan.profiler().ifPresent(options::addProfiler);
        return options;
    }

    private static Sample sample(Row row, Contender contender, int round, RunResult run) {
        Statistics slices = run.getPrimaryResult().getStatistics();
        return new Sample(
                row,
                contender,
                round,
                row.threads() * Slice.OPERATIONS / slices.getMean() * NANOS_PER_SECOND,
                slices.getPercentile(UNDISTURBED_PERCENT) / Slice.OPERATIONS,
                perOperation(secondary(run, ProcessorTime.LABEL)),
                perOperation(secondary(run, "gc.alloc.rate.norm")),
                events(run));
    }

    private static OptionalDouble perOperation(OptionalDouble perSlice) {
        return perSlice.isPresent() ? OptionalDouble.of(perSlice.getAsDouble() / Slice.OPERATIONS) : perSlice;
    }

    /** JMH adds up what the iterations counted. */
    private static EventBalance events(RunResult run) {
        OptionalDouble backlog = secondary(run, "backlog");
        if (backlog.isEmpty()) {
            return EventBalance.NONE;
        }
        int iterations = run.getParams().getMeasurement().getCount();
        return new EventBalance(
                backlog.getAsDouble() / iterations,
                secondary(run, "lost").orElseThrow() / iterations,
                secondary(run, "drainMicros").orElseThrow() / iterations);
    }

    private static OptionalDouble secondary(RunResult run, String label) {
        return run.getSecondaryResults().values().stream()
                .filter(result -> result.getLabel().endsWith(label))
                .mapToDouble(result -> result.getScore())
                .findFirst();
    }

    private Path logs() {
        return plan.output().resolve("logs");
    }

    private Path log(Row row, Contender contender, int round) {
        return logs().resolve(row.name().replace('/', '-') + '-' + contender.name() + '-' + round + ".log");
    }
}
