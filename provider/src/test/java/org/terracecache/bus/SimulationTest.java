package org.terracecache.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The real bus core of two or three nodes over a simulated store and network, under all faults at once: guarantees G1 to G5.
 *
 * <p>{@code -Dterrace.simulation.seed} chooses the first episode, {@code -Dterrace.simulation.steps} how long it goes on.
 */
class SimulationTest {
    private static final long SEED = Long.getLong("terrace.simulation.seed", 1);
    private static final long STEPS = Long.getLong("terrace.simulation.steps", 4_000_000);

    @Test
    void guarantees_randomStepsAndFaults_hold() {
        long steps = 0;
        long seed = SEED;
        for (; steps < STEPS; seed++) {
            steps += play(seed, Set.of());
        }
        System.out.printf("simulation: %,d steps in %,d episodes from seed %d%n", steps, seed - SEED, SEED);
    }

    static long play(long seed, Set<String> off) {
        try {
            return new Episode(seed, off, null).play();
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + story(seed, off), e);
        }
    }

    /** Plays an episode again, and tells its last steps. */
    private static String story(long seed, Set<String> off) {
        List<String> lines = new ArrayList<>();
        try {
            new Episode(seed, off, lines::add).play();
        } catch (RuntimeException e) {
            lines.add(String.valueOf(e));
        }
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 80), lines.size()));
    }
}
