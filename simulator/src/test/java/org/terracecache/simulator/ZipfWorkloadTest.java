package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZipfWorkloadTest {
    @Test
    void next_sameSeed_sameAccessesInWhateverBatches() {
        List<Access> accesses = all(workload(7), 64);
        assertThat(accesses).hasSize(10_000).isEqualTo(all(workload(7), 1000));
        assertThat(accesses).isNotEqualTo(all(workload(8), 64));
    }

    @Test
    void next_mix_operationsHaveTheirShares() {
        Map<Operation, Long> counts =
                all(workload(7), 64).stream().collect(Collectors.groupingBy(Access::operation, Collectors.counting()));
        assertThat((double) counts.get(Operation.PUT)).isCloseTo(1000, within(100.0));
        assertThat((double) counts.get(Operation.REMOVE)).isCloseTo(500, within(75.0));
        assertThat((double) counts.get(Operation.INVOKE)).isCloseTo(200, within(50.0));
        assertThat((double) counts.get(Operation.CLEAR)).isCloseTo(100, within(30.0));
    }

    @Test
    void next_sameSeedForKeysAndMix_operationsDoNotDependOnKeys() {
        List<Access> accesses = all(workload(7), 64);
        long popular = accesses.stream()
                .filter(access -> access.key().equals("item:1"))
                .count();
        long popularPuts = accesses.stream()
                .filter(access ->
                        access.operation() == Operation.PUT && access.key().equals("item:1"))
                .count();
        assertThat(popularPuts / (double) popular).isCloseTo(0.1, within(0.03));
    }

    @Test
    void sampler_skewOne_popularityFallsWithTheRank() {
        Map<Integer, Long> counts = draw(new ZipfSampler(1000, 1), 1_000_000);
        double harmonic =
                IntStream.rangeClosed(1, 1000).mapToDouble(i -> 1.0 / i).sum();
        for (int rank : List.of(1, 2, 10, 100)) {
            double expected = 1_000_000 / (harmonic * rank);
            assertThat((double) counts.get(rank)).isCloseTo(expected, within(expected * 0.1));
        }
        assertThat(counts.keySet()).allMatch(rank -> rank >= 1 && rank <= 1000);
    }

    @Test
    void sampler_noSkew_allRanksAreAsPopular() {
        assertThat(draw(new ZipfSampler(10, 0), 100_000).values())
                .hasSize(10)
                .allSatisfy(count -> assertThat((double) count).isCloseTo(10_000, within(500.0)));
    }

    @Test
    void progress_isTheShareThatWasTaken() {
        Workload workload = workload(1);
        workload.next(2500);
        assertThat(workload.progress()).hasValue(0.25);
    }

    private static Workload workload(long seed) {
        return new ZipfWorkload(500, 1, 10_000, seed, new OperationMix(0.1, 0.05, 0.02, 0.01, seed));
    }

    private static List<Access> all(Workload workload, int batch) {
        List<Access> all = new ArrayList<>();
        List<Access> next = workload.next(batch);
        while (!next.isEmpty()) {
            all.addAll(next);
            next = workload.next(batch);
        }
        return all;
    }

    private static Map<Integer, Long> draw(ZipfSampler sampler, int times) {
        SplittableRandom random = new SplittableRandom(3);
        return IntStream.range(0, times)
                .mapToObj(i -> sampler.next(random))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
