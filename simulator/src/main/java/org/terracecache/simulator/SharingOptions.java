package org.terracecache.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which nodes there are, what they share, and what goes wrong with it. */
final class SharingOptions {
    private static final int MOST_NODES = 64;
    private static final Set<String> SCHEMES = Set.of("redis", "rediss");
    private static final Pattern DATABASE = Pattern.compile("/?\\d*");
    private static final Duration FAULT_LENGTH = Duration.ofSeconds(5);

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How many nodes share the Redis that the simulator starts; 0 is one cache in memory, without a Redis"
                            + " (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--redis",
            paramLabel = "URI",
            description = "Use this Redis, redis://[user:password@]host[:port][/database], instead of starting one."
                    + " The keys of the run have a prefix of their own, and are deleted at its end.")
    private @Nullable URI redis;

    @Option(
            names = "--lease",
            paramLabel = "TIME",
            defaultValue = "3s",
            converter = DurationConverter.class,
            description = "How long nodes serve their memory without hearing of others, the upper bound of staleness"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration lease = Duration.ZERO;

    @Option(
            names = "--command-timeout",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = DurationConverter.class,
            description = "How long nodes wait for an answer of the Redis (default: ${DEFAULT-VALUE}).")
    private Duration commandTimeout = Duration.ZERO;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            converter = FaultConverter.class,
            description =
                    "What happens to the Redis: pause (it is stopped, and goes on), kill (and started anew, empty),"
                            + " drop-subscriber (it closes the subscriptions, again and again), flush (it forgets all keys,"
                            + " again and again).")
    private @Nullable Fault fault;

    @Option(
            names = "--fault-after",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "When the fault begins (default: in the middle of the run, or after 5 seconds where nobody knows"
                            + " what the middle is).")
    private @Nullable Duration faultAfter;

    @Option(
            names = "--fault-length",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long the fault lasts (default: 5s).")
    private @Nullable Duration faultLength;

    /** What nodes share, nothing if there is one cache in memory. */
    Optional<Sharing> read() {
        Range.check("--nodes", nodes, 0, MOST_NODES);
        checkFault();
        if (nodes == 0) {
            return Optional.empty();
        }
        if (redis != null) {
            checkRedis(redis);
        }
        checkMillis("--lease", lease);
        checkMillis("--command-timeout", commandTimeout);
        Optional<FaultPlan> plan = Optional.ofNullable(fault)
                .map(fault -> new FaultPlan(
                        fault, Optional.ofNullable(faultAfter), Objects.requireNonNullElse(faultLength, FAULT_LENGTH)));
        return Optional.of(new Sharing(nodes, Optional.ofNullable(redis), lease, commandTimeout, plan));
    }

    private void checkFault() {
        if (fault == null && (faultAfter != null || faultLength != null)) {
            throw new InputException("--fault-after and --fault-length say when a --fault happens: name one");
        }
        if (nodes == 0 && (fault != null || redis != null)) {
            throw new InputException("--fault and --redis need nodes that share a Redis: --nodes must not be 0");
        }
        if (fault != null && redis != null) {
            throw new InputException("--fault harms only a Redis that the simulator has started: leave out --redis");
        }
    }

    private static void checkRedis(URI uri) {
        if (!SCHEMES.contains(String.valueOf(uri.getScheme()))
                || uri.getHost() == null
                || !DATABASE.matcher(uri.getPath()).matches()
                || uri.getQuery() != null) {
            throw new InputException("--redis must be redis://[user:password@]host[:port][/database], or rediss://...");
        }
    }

    private static void checkMillis(String option, Duration time) {
        if (time.compareTo(Duration.ofMillis(10)) < 0 || time.compareTo(Duration.ofHours(1)) > 0) {
            throw new InputException(option + " must be between 10ms and 1h");
        }
    }
}
