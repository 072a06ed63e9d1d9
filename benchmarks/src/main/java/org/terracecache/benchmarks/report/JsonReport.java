package org.terracecache.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.terracecache.benchmarks.contender.Contender;

/** The same figures for programs: every single measurement, the ratios, the heap and the goals. */
public final class JsonReport {

    private JsonReport() {}

    /** Writes the figures. */
    public static String of(Results results, List<String> circumstances) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("circumstances", circumstances);
        report.put("samples", results.samples().stream().map(JsonReport::sample).toList());
        report.put("ratios", ratios(results));
        report.put("heapBytesPerEntry", heap(results));
        report.put("goals", Goal.of(results).stream().map(JsonReport::goal).toList());
        report.put("failures", results.failures());
        return json(report) + '\n';
    }

    private static Map<String, Object> sample(Sample sample) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("row", sample.row().name());
        fields.put("contender", sample.contender().name());
        fields.put("round", sample.round());
        fields.put("threads", sample.row().threads());
        fields.put("operationsPerSecond", sample.operationsPerSecond());
        fields.put("undisturbedNanosPerOperation", sample.undisturbedNanos());
        sample.processorNanos().ifPresent(nanos -> fields.put("processorNanosPerOperation", nanos));
        sample.allocatedBytes().ifPresent(bytes -> fields.put("bytesPerOperation", bytes));
        if (!sample.events().equals(EventBalance.NONE)) {
            fields.put("eventsUnderWay", sample.events().backlog());
            fields.put("eventsLost", sample.events().lost());
            fields.put("eventsDrainMicros", sample.events().drainMicros());
        }
        return fields;
    }

    private static List<Object> ratios(Results results) {
        List<Object> ratios = new ArrayList<>();
        results.rows().forEach(row -> {
            for (Contender contender : Contender.values()) {
                results.ratio(row, contender).ifPresent(spread -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("row", row.name());
                    fields.put("contender", contender.name());
                    fields.put("throughput", spread(spread));
                    results.undisturbedRatio(row, contender)
                            .ifPresent(undisturbed -> fields.put("undisturbed", spread(undisturbed)));
                    ratios.add(fields);
                });
            }
        });
        return ratios;
    }

    private static Map<String, Object> spread(Spread spread) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("least", spread.least());
        fields.put("median", spread.median());
        fields.put("greatest", spread.greatest());
        return fields;
    }

    private static Map<String, Object> heap(Results results) {
        Map<String, Object> heap = new LinkedHashMap<>();
        results.heap().forEach((contender, bytes) -> heap.put(contender.name(), bytes));
        return heap;
    }

    private static Map<String, Object> goal(Goal goal) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("goal", goal.title());
        fields.put(goal.atLeast() ? "atLeast" : "atMost", goal.limit());
        goal.measured().ifPresent(figure -> fields.put("measured", figure));
        fields.put("met", goal.isMet());
        return fields;
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> json(entry.getKey()) + ": " + json(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonReport::json).collect(Collectors.joining(",\n  ", "[", "]"));
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return "null";
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
