package org.terracecache.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.terracecache.benchmarks.contender.Contender;

/**
 * What a run does, read from properties that begin with {@code benchmark.}; {@code benchmarks/README.md} lists them.
 *
 * @param rounds how often each row is measured with each contender, every time in a JVM of its own
 * @param warmupSeconds seconds before a measurement
 * @param measuredSeconds seconds of a measurement
 * @param rows the rows that are measured
 * @param contenders the contenders that are measured; the floor is always among them
 * @param heap whether the heap per entry is measured
 * @param profiler a further JMH profiler
 * @param output the folder for the report and the logs
 */
public record RunPlan(
        int rounds,
        int warmupSeconds,
        int measuredSeconds,
        List<Row> rows,
        List<Contender> contenders,
        boolean heap,
        Optional<String> profiler,
        Path output) {
    private static final String PREFIX = "benchmark.";

    /** Reads the properties; an empty one counts as absent. */
    public static RunPlan from(Properties properties) {
        boolean quick = Boolean.parseBoolean(value(properties, "quick").orElse("false"));
        Pattern rows = Pattern.compile(value(properties, "rows").orElse(""));
        Pattern contenders = Pattern.compile(value(properties, "contenders").orElse(""), Pattern.CASE_INSENSITIVE);
        return new RunPlan(
                number(properties, "rounds", quick ? 2 : 3),
                number(properties, "warmup", quick ? 1 : 2),
                number(properties, "measure", quick ? 1 : 2),
                Row.all().stream()
                        .filter(row -> rows.matcher(row.name()).find())
                        .toList(),
                Arrays.stream(Contender.values())
                        .filter(contender -> contender == Contender.CAFFEINE
                                || contenders.matcher(contender.name()).find())
                        .toList(),
                Boolean.parseBoolean(value(properties, "heap").orElse("true")),
                value(properties, "profiler"),
                Path.of(value(properties, "output").orElse("target/benchmarks")));
    }

    private static int number(Properties properties, String name, int otherwise) {
        Optional<String> text = value(properties, name);
        try {
            int number = text.map(Integer::parseInt).orElse(otherwise);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(complaint(name), e);
        }
        throw new IllegalArgumentException(complaint(name));
    }

    private static String complaint(String name) {
        return PREFIX + name + ": a whole number from 1 on is needed";
    }

    private static Optional<String> value(Properties properties, String name) {
        return Optional.ofNullable(properties.getProperty(PREFIX + name)).filter(text -> !text.isBlank());
    }
}
