package org.terracecache.conformance;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of all operations of the standard, performed on Terrace and on the reference implementation with the same
 * clock: results, exceptions, calls of loaders, writers and expiry policies, events, statistics and contents are the same,
 * but for what {@link Explained} lists.
 *
 * <p>{@code -Dterrace.differential.operations} says how many operations are performed; {@code -Dterrace.differential.seed}
 * repeats one sequence.
 */
class DifferentialTest {
    private static final String SEED = "terrace.differential.seed";
    private static final long OPERATIONS = Long.getLong("terrace.differential.operations", 200_000);
    private static final int LENGTH = 200;

    private final Reference reference = new Reference();
    private final Candidate candidate = new Candidate();
    private int caches;

    @AfterEach
    void close() {
        reference.close();
        candidate.close();
    }

    @Test
    void randomSequences_onBothImplementations_showNoUnexplainedDifference() {
        Long repeated = Long.getLong(SEED);
        long seed = repeated != null ? repeated : System.nanoTime();
        long last = repeated != null ? seed + 1 : seed + Math.max(1, OPERATIONS / LENGTH);
        while (seed < last) {
            compare(seed);
            seed++;
        }
    }

    private void compare(long seed) {
        Random random = new Random(seed);
        Setup setup = Setup.random(random);
        List<Step> steps =
                Stream.generate(() -> Step.random(random)).limit(LENGTH).toList();
        if (difference(setup, steps) != null) {
            List<Step> shortest = new Shrinker(fewer -> difference(setup, fewer) != null).shrink(steps);
            fail(describe(seed, setup, shortest));
        }
    }

    String describe(long seed, Setup setup, List<Step> steps) {
        return Stream.of(
                        Stream.of(
                                "Terrace and the reference implementation differ at",
                                difference(setup, steps),
                                "after"),
                        steps.stream().map(Step::toString),
                        Stream.of(
                                "with " + setup,
                                "repeat with",
                                "mvn -o -pl provider test -Dtest=DifferentialTest -D" + SEED + "=" + seed))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n  "));
    }

    String difference(Setup setup, List<Step> steps) {
        ReferenceClock.set(1_000_000);
        try (Comparison comparison = new Comparison(setup, reference, candidate, "compared-" + caches++)) {
            return comparison.run(steps);
        }
    }
}
