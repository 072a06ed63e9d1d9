package org.terracecache.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command: reads the options, runs the simulation, shows and writes the figures. */
@Command(
        name = "simulator",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description =
                "Drives Terrace caches as an application would: in front of a slow database, with listeners, on several"
                        + " nodes that share a Redis.",
        exitCodeOnExecutionException = 3,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all witnesses of what happened agree",
            "1:they do not, or a node showed a wrong value",
            "2:the options or the trace cannot be used",
            "3:the simulator itself failed"
        })
public final class Simulator implements Callable<Integer> {
    private static final int INCONSISTENT = 1;
    private static final int MOST_THREADS = 1024;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final SharingOptions sharingOptions = new SharingOptions();

    @Mixin
    private final WorkloadOptions workloadOptions = new WorkloadOptions();

    @Option(
            names = "--max-entries",
            paramLabel = "N",
            defaultValue = "5000",
            description = "How many entries the memory of each node may hold (default: ${DEFAULT-VALUE}).")
    private long maximumEntries;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long entries live after they were written, such as 30s (default: for ever).")
    private @Nullable Duration ttl;

    @Option(
            names = "--load-latency",
            paramLabel = "TIME",
            defaultValue = "1ms",
            converter = DurationConverter.class,
            description = "How long the database takes to load a row (default: ${DEFAULT-VALUE}).")
    private Duration loadLatency = Duration.ZERO;

    @Option(
            names = "--load-jitter",
            paramLabel = "SHARE",
            defaultValue = "20%",
            converter = ShareConverter.class,
            description = "By how much of that it varies, up and down (default: 20%%).")
    private double loadJitter;

    @Option(
            names = "--load-failures",
            paramLabel = "SHARE",
            defaultValue = "0%",
            converter = ShareConverter.class,
            description = "The share of loads that fail (default: 0%%).")
    private double loadFailures;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many threads use the cache on each node (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The seed of all that is random, timing apart (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file, too.")
    private @Nullable String json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the annotation alone
    private boolean help;

    /** Runs the simulator; where all went well the JVM goes on, as it must inside a build. */
    public static void main(String[] args) {
        int code = commandLine().execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Simulator())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, args) -> fail(e.getCommandLine(), String.valueOf(e.getMessage())))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof InputException) {
                        return fail(command, String.valueOf(e.getMessage()));
                    }
                    throw e;
                });
    }

    private static int fail(CommandLine command, String message) {
        command.getErr().println(message + System.lineSeparator() + "Option --help shows what is possible.");
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = settings();
        Optional<ReportJson> file = Optional.ofNullable(json).map(ReportJson::to);
        StopSignal stop = new StopSignal();
        stop.giveOnShutdown();
        try (Workload workload = workloadOptions.open(seed, settings.sharing().isPresent())) {
            Progress progress = new Progress(spec.commandLine().getErr(), columns());
            Simulation.Outcome outcome = new Simulation(settings, workload, progress, stop).run();
            new ReportTable(spec.commandLine().getOut(), Ansi.AUTO).print(outcome.report());
            file.ifPresent(json -> json.write(outcome.report()));
            if (outcome.failure() != null) {
                throw outcome.failure();
            }
            return outcome.report().isGood() ? 0 : INCONSISTENT;
        } finally {
            stop.runShown();
        }
    }

    private Settings settings() {
        Optional<Sharing> sharing = sharingOptions.read();
        workloadOptions.check(sharing.isPresent());
        Range.check("--max-entries", maximumEntries, 1, Long.MAX_VALUE);
        Range.check("--threads", threads, 1, MOST_THREADS);
        if (ttl != null && ttl.isZero()) {
            throw new InputException("--ttl must be more than 0");
        }
        Database.Latency latency = new Database.Latency(loadLatency.toNanos(), loadJitter, loadFailures);
        return new Settings(
                threads, maximumEntries, Optional.ofNullable(ttl), latency, seed, Optional.empty(), sharing);
    }

    /** The width of the terminal, 0 if there is none. */
    private int columns() {
        return Ansi.AUTO.enabled() ? spec.usageMessage().width() : 0;
    }
}
