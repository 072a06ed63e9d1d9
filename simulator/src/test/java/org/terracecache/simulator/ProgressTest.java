package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Sample FIRST = new Sample(
            1_000_000_000,
            List.of(5000L),
            0,
            new TreeMap<>(Map.of("cache:hit", 4000L)),
            Map.of("memory", new Ratio(4000, 1000)),
            false);
    private static final Sample SECOND = new Sample(
            3_000_000_000L,
            List.of(25_000L),
            0,
            new TreeMap<>(Map.of("cache:hit", 22_000L, "expired", 2L)),
            Map.of("memory", new Ratio(22_000, 3000)),
            false);

    private final StringWriter out = new StringWriter();

    @Test
    void show_noTerminal_oneLineForEachSampleWithTheRatesSinceTheLast() {
        Progress progress = new Progress(new PrintWriter(out), 0);
        progress.show(FIRST, OptionalDouble.of(0.1));
        progress.show(SECOND, OptionalDouble.empty());
        progress.end();
        assertThat(out.toString().lines())
                .containsExactly(
                        "1.0 s  10.0 %  5.0k ops/s | hits: memory 80.0 % | events/s: hit 4.0k",
                        "3.0 s  10k ops/s | hits: memory 90.0 % | events/s: hit 9.0k, expired 1");
    }

    @Test
    void show_severalNodesInTheMiddleOfAFault_rateOfEachAndTheFailures() {
        Progress progress = new Progress(new PrintWriter(out), 0);
        SortedMap<String, Long> events = new TreeMap<>(Map.of("cache:hit", 3000L));
        progress.show(
                new Sample(1_000_000_000, List.of(100L, 2000L), 12, events, Map.of(), true), OptionalDouble.empty());
        assertThat(out.toString())
                .isEqualToIgnoringNewLines("1.0 s  100 + 2.0k ops/s, 12 failed | FAULT | hits:  | events/s: hit 3.0k");
    }

    @Test
    void show_terminal_eachLineTakesThePlaceOfTheLastAndFits() {
        Progress progress = new Progress(new PrintWriter(out), 20);
        progress.show(FIRST, OptionalDouble.of(0.1));
        progress.show(SECOND, OptionalDouble.empty());
        progress.end();
        assertThat(out.toString()).isEqualTo("\r1.0 s  10.0 %  5.0k\u001B[K\r3.0 s  10k ops/s | \u001B[K\r\u001B[K");
    }
}
