package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Terrace keeps what is worth keeping as well as the cache below it: its hit ratio is that of plain Caffeine. */
class HitRatioTest {
    private static final int MAXIMUM_ENTRIES = 5000;
    private static final double HALF_A_POINT = 0.005;

    /** Caffeine's policy learns from accesses that a busy pool drops: with a pool, both ratios would depend on the load. */
    private static final Executor SAME_THREAD = Runnable::run;

    @TempDir
    private static Path folder;

    @ParameterizedTest
    @MethodSource("traces")
    void replay_trace_hitRatioIsThatOfPlainCaffeine(Path trace) throws InterruptedException {
        Ratio caffeine = replayOnCaffeine(trace);
        Report report = replayOnTerrace(trace);
        System.out.printf(
                Locale.ROOT,
                "%s: hit ratio %.2f %%, plain Caffeine %.2f %%%n",
                trace.getFileName(),
                100 * report.cache().hitRatio(),
                100 * caffeine.hitRatio());
        assertThat(report.consistency().differences()).isEmpty();
        assertThat(report.run().operations()).isEqualTo(caffeine.hits() + caffeine.misses());
        assertThat(report.cache().hitRatio()).isCloseTo(caffeine.hitRatio(), within(HALF_A_POINT));
    }

    /** The real traces where they are: in the folder of the property terrace.traces, or in shared/traces beside the project. */
    static Stream<Path> traces() throws IOException {
        Path real = folderOfTraces();
        return real == null
                ? Stream.of(generatedTrace())
                : Stream.of("web07", "web12", "orm-busy").map(name -> real.resolve(name + ".txt.gz"));
    }

    private static @Nullable Path folderOfTraces() {
        String property = System.getProperty("terrace.traces");
        if (property != null) {
            return Path.of(property);
        }
        Path project = Path.of("").toAbsolutePath();
        while (project != null
                && !Files.isDirectory(project.resolveSibling("shared").resolve("traces"))) {
            project = project.getParent();
        }
        return project == null ? null : project.resolveSibling("shared").resolve("traces");
    }

    /** Popularity by Zipf's law that drifts, with a scan now and then, which is what tells policies apart. */
    private static Path generatedTrace() throws IOException {
        SplittableRandom random = new SplittableRandom(42);
        ZipfSampler sampler = new ZipfSampler(50_000, 0.9);
        Path trace = folder.resolve("generated.txt");
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(trace))) {
            for (int i = 0; i < 300_000; i++) {
                boolean scan = i % 50_000 < 3000;
                writer.println(scan ? "scan " + i : "key " + (sampler.next(random) + i / 1000));
            }
        }
        return trace;
    }

    private static Ratio replayOnCaffeine(Path trace) {
        Cache<String, Row> cache = Caffeine.newBuilder()
                .maximumSize(MAXIMUM_ENTRIES)
                .executor(SAME_THREAD)
                .build();
        long hits = 0;
        long misses = 0;
        try (Workload workload = workload(trace)) {
            List<Access> accesses = workload.next(1000);
            while (!accesses.isEmpty()) {
                for (Access access : accesses) {
                    if (cache.getIfPresent(access.key()) == null) {
                        cache.put(access.key(), Row.written(access.key(), 0));
                        misses++;
                    } else {
                        hits++;
                    }
                }
                accesses = workload.next(1000);
            }
        }
        return new Ratio(hits, misses);
    }

    private static Report replayOnTerrace(Path trace) throws InterruptedException {
        Settings settings = new Settings(
                1,
                MAXIMUM_ENTRIES,
                Optional.empty(),
                Database.Latency.NONE,
                1,
                Optional.of(SAME_THREAD),
                Optional.empty());
        Progress silent = new Progress(new PrintWriter(Writer.nullWriter()), 0);
        try (Workload workload = workload(trace)) {
            return new Simulation(settings, workload, silent, new StopSignal())
                    .run()
                    .report();
        }
    }

    private static Workload workload(Path trace) {
        TraceReader reader = TraceReader.open(trace.toString(), TraceFormat.AUTO, InputStream.nullInputStream());
        return new TraceWorkload(reader, new OperationMix(0, 0, 0, 0, 1), Long.MAX_VALUE);
    }
}
