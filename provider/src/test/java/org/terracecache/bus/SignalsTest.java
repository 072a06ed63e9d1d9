package org.terracecache.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.terracecache.jcache.Together;

/** The order of what the bus tells: guarantee G6. */
class SignalsTest {

    @Test
    void signals_ofManyThreads_areToldInTheOrderInWhichTheyWereAdded() throws Exception {
        int threads = 4;
        int rounds = 20_000;
        List<Integer> told = new ArrayList<>(); // Not safe for many threads: one at a time tells.
        Signals signals = new Signals(signal -> told.add(((BusSignal.Undecodable) signal).bucket()));
        Object monitor = new Object();
        int[] next = {0};
        try (Together together = new Together()) {
            together.run(threads, number -> {
                for (int i = 0; i < rounds; i++) {
                    synchronized (monitor) {
                        signals.add(new BusSignal.Undecodable(next[0]++, ""));
                    }
                    signals.tell();
                }
            });
        }
        assertThat(told).isEqualTo(IntStream.range(0, threads * rounds).boxed().toList());
    }
}
