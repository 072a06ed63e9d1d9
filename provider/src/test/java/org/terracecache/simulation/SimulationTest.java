package org.terracecache.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Two or three nodes with the real layers, loads and bus over a simulated store and network, with virtual time, under all faults at once: guarantees
 * G1 to G6.
 *
 * <p>{@code -Dterrace.simulation.seed} chooses the first episode, {@code -Dterrace.simulation.steps} how long it goes on.
 */
class SimulationTest {
    private static final long SEED = Long.getLong("terrace.simulation.seed", 1);
    private static final long STEPS = Long.getLong("terrace.simulation.steps", 2_000_000);
    private static final int REPLAYED = 200;
    private static final int LAST_STEPS = 80;

    @Test
    void guarantees_randomStepsAndFaults_hold() {
        long steps = 0;
        long seed = SEED;
        for (; steps < STEPS; seed++) {
            steps += play(seed, Set.of());
        }
        System.out.printf("simulation: %,d steps in %,d episodes from seed %d%n", steps, seed - SEED, SEED);
    }

    @Test
    void seed_playedAgain_tellsTheSameStory() {
        for (long seed = SEED; seed < SEED + REPLAYED; seed++) {
            Set<String> off = seed % 2 == 0 ? Set.of() : Set.of("own");
            assertThat(told(seed, off)).as("seed %d", seed).isEqualTo(told(seed, off));
        }
    }

    static long play(long seed, Set<String> off) {
        try {
            return new Episode(seed, off, null).play();
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + story(seed, off), e);
        }
    }

    /** The last steps of an episode. */
    private static String story(long seed, Set<String> off) {
        List<String> lines = told(seed, off);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_STEPS), lines.size()));
    }

    /** Plays an episode, and tells its steps. */
    private static List<String> told(long seed, Set<String> off) {
        List<String> lines = new ArrayList<>();
        try {
            new Episode(seed, off, lines::add).play();
        } catch (ViolationException e) {
            lines.add(e.getMessage());
        }
        return lines;
    }
}
