package org.terracecache.simulator;

import java.io.PrintWriter;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/** Shows how a run goes, one line for each sample; on a terminal each line takes the place of the one before. */
final class Progress {
    private static final String TO_LINE_START = "\r";
    private static final String CLEAR_TO_LINE_END = "\u001B[K";
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;
    private final int columns;
    private Sample previous = Sample.START;

    /** The columns are those of the terminal, 0 if the output is none. */
    Progress(PrintWriter out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    void show(Sample sample, OptionalDouble share) {
        double seconds = (sample.nanos() - previous.nanos()) / NANOS_PER_SECOND;
        if (seconds > 0) {
            String line = Format.seconds(sample.nanos())
                    + (share.isPresent() ? "  " + Format.percent(share.getAsDouble()) : "")
                    + "  " + operations(sample, seconds) + " ops/s"
                    + (sample.failures() > 0 ? ", " + Format.count(sample.failures()) + " failed" : "")
                    + (sample.fault() ? " | FAULT" : "")
                    + " | hits: " + layers(sample) + " | events/s: " + events(sample, seconds);
            print(line);
        }
        previous = sample;
    }

    /** The rate; with several nodes, that of each. */
    private String operations(Sample sample, double seconds) {
        StringJoiner rates = new StringJoiner(" + ");
        for (int i = 0; i < sample.operations().size(); i++) {
            long before =
                    i < previous.operations().size() ? previous.operations().get(i) : 0;
            rates.add(Format.rate((sample.operations().get(i) - before) / seconds));
        }
        return rates.toString();
    }

    private String layers(Sample sample) {
        StringJoiner layers = new StringJoiner(", ");
        sample.layers().forEach((name, ratio) -> {
            Ratio recent = ratio.minus(previous.layers().getOrDefault(name, Ratio.NONE));
            layers.add(name + " " + Format.percent(recent.hitRatio()));
        });
        return layers.toString();
    }

    private String events(Sample sample, double seconds) {
        StringJoiner events = new StringJoiner(", ");
        sample.events().forEach((name, count) -> {
            long recent = count - previous.events().getOrDefault(name, 0L);
            events.add(name.replace("cache:", "") + " " + Format.rate(recent / seconds));
        });
        return events.toString();
    }

    private void print(String line) {
        if (columns > 0) {
            String visible = line.substring(0, Math.min(line.length(), columns - 1));
            out.print(TO_LINE_START + visible + CLEAR_TO_LINE_END);
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Leaves the line to what comes next. */
    void end() {
        if (columns > 0) {
            out.print(TO_LINE_START + CLEAR_TO_LINE_END);
            out.flush();
        }
    }
}
