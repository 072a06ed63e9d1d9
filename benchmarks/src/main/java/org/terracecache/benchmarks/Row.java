package org.terracecache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.terracecache.benchmarks.jmh.ListenerBenchmark;
import org.terracecache.benchmarks.jmh.ReferenceBenchmark;
import org.terracecache.benchmarks.jmh.ValueBenchmark;
import org.terracecache.benchmarks.jmh.ValueType;

/**
 * One line of the table: a JMH benchmark with its parameters.
 *
 * @param name what it is called in the table and selected by
 * @param benchmark the JMH benchmark: class and method
 * @param parameters its JMH parameters, without the contender
 * @param threads how many threads call the cache
 */
public record Row(String name, String benchmark, Map<String, String> parameters, int threads) {
    private static final List<String> OPERATIONS = List.of("get", "put", "getAndPut", "mix", "invoke", "getAll");

    /** All rows, in the order of the table. */
    public static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (int threads = 1; threads <= 2; threads++) {
            for (boolean statistics : new boolean[] {false, true}) {
                for (String operation : OPERATIONS) {
                    rows.add(byReference(operation, statistics, threads));
                }
            }
        }
        for (ValueType type : ValueType.values()) {
            rows.add(byValue("get", type));
            rows.add(byValue("put", type));
        }
        rows.add(listener(1));
        rows.add(listener(2));
        return List.copyOf(rows);
    }

    /** An operation of a cache that stores by reference. */
    public static Row byReference(String operation, boolean statistics, int threads) {
        String name = operation + (statistics ? "/statistics" : "") + suffix(threads);
        return new Row(
                name,
                ReferenceBenchmark.class.getName() + '.' + operation,
                Map.of("statistics", Boolean.toString(statistics)),
                threads);
    }

    /** An operation of a cache that stores by value, in one thread. */
    public static Row byValue(String operation, ValueType type) {
        return new Row(
                operation + "/by-value/" + type.name().toLowerCase(Locale.ROOT),
                ValueBenchmark.class.getName() + '.' + operation,
                Map.of("type", type.name()),
                1);
    }

    /** A write that one asynchronous listener hears of. */
    public static Row listener(int threads) {
        return new Row("put/listener" + suffix(threads), ListenerBenchmark.class.getName() + ".put", Map.of(), threads);
    }

    /** Whether the cache stores by reference, which not every contender can. */
    public boolean isByReference() {
        return !benchmark.startsWith(ValueBenchmark.class.getName());
    }

    private static String suffix(int threads) {
        return threads == 1 ? "" : "/" + threads + "-threads";
    }
}
