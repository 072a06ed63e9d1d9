package org.terracecache.simulator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what the application does. */
final class WorkloadOptions {
    private static final int MOST_KEYS = 10_000_000;
    private static final double GREATEST_SKEW = 10;
    private static final long ZIPF_OPERATIONS = 100_000;
    private static final double ZIPF_WRITES = 0.05;
    private static final double ZIPF_OTHERS = 0.01;
    private static final double ZIPF_CLEARS = 0.0001;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "Replay a trace: one key a line, or an HTTP access log; plain or gzip; - is the standard input."
                            + " Without it, keys are drawn by Zipf's law.")
    private @Nullable String trace;

    @Option(
            names = "--trace-format",
            paramLabel = "FORMAT",
            defaultValue = "auto",
            description = "How the trace is written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private TraceFormat format = TraceFormat.AUTO;

    @Option(
            names = "--operations",
            paramLabel = "N",
            description = "End after so many operations (default: 100000, with a trace all of it).")
    private @Nullable Long operations;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Zipf: the number of keys (default: ${DEFAULT-VALUE}).")
    private int keys;

    @Option(
            names = "--skew",
            paramLabel = "X",
            defaultValue = "1.0",
            description =
                    "Zipf: how much more often popular keys are used; 0 is not at all (default: ${DEFAULT-VALUE}).")
    private double skew;

    @Option(
            names = "--writes",
            paramLabel = "SHARE",
            converter = ShareConverter.class,
            description = "The share of operations that put (default: 5%%, with a trace 0%%).")
    private @Nullable Double writes;

    @Option(
            names = "--removes",
            paramLabel = "SHARE",
            converter = ShareConverter.class,
            description =
                    "The share of operations that change the database, and remove the key from the cache (default: 1%%, with a trace 0%%).")
    private @Nullable Double removes;

    @Option(
            names = "--invokes",
            paramLabel = "SHARE",
            converter = ShareConverter.class,
            description = "The share of operations that invoke an entry processor (default: 1%%, with a trace 0%%).")
    private @Nullable Double invokes;

    @Option(
            names = "--clears",
            paramLabel = "SHARE",
            converter = ShareConverter.class,
            description = "The share of operations that change the database, and clear the cache"
                    + " (default: 0.01%%, with a trace or without a Redis 0%%).")
    private @Nullable Double clears;

    void check(boolean shared) {
        Range.check("--keys", keys, 1, MOST_KEYS);
        Range.check("--operations", operations(), 1, Long.MAX_VALUE);
        if (!(skew >= 0 && skew <= GREATEST_SKEW)) {
            throw new InputException("--skew must be between 0 and 10, not " + skew);
        }
        if (share(writes, ZIPF_WRITES) + share(removes, ZIPF_OTHERS) + share(invokes, ZIPF_OTHERS) + clears(shared)
                > 1) {
            throw new InputException("--writes, --removes, --invokes and --clears must not be more than 100% together");
        }
    }

    /** Opens the workload of caches that share a Redis, or of one that has nothing below its memory. */
    Workload open(long seed, boolean shared) {
        OperationMix mix = new OperationMix(
                share(writes, ZIPF_WRITES),
                share(removes, ZIPF_OTHERS),
                share(invokes, ZIPF_OTHERS),
                clears(shared),
                seed);
        if (trace == null) {
            return new ZipfWorkload(keys, skew, operations(), seed, mix);
        }
        return new TraceWorkload(TraceReader.open(trace, format, System.in), mix, operations());
    }

    private long operations() {
        return Objects.requireNonNullElse(operations, trace == null ? ZIPF_OPERATIONS : Long.MAX_VALUE);
    }

    private double clears(boolean shared) {
        return share(clears, shared ? ZIPF_CLEARS : 0);
    }

    private double share(@Nullable Double given, double zipfDefault) {
        return Objects.requireNonNullElse(given, trace == null ? zipfDefault : 0.0);
    }
}
