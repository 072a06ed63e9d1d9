package org.terracecache.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void sequence_isSkewed_andUsesOnlyHotKeys() {
        Map<Integer, Integer> counts = new HashMap<>();
        Arrays.stream(Workload.sequence()).forEach(key -> counts.merge(key, 1, Integer::sum));
        Set<Integer> hot = new HashSet<>();
        for (int i = 0; i < Workload.HOT_KEYS; i++) {
            hot.add(Workload.key(i));
        }
        assertThat(hot).containsAll(counts.keySet());
        assertThat(counts.size()).isGreaterThan(Workload.HOT_KEYS / 2);
        assertThat(Collections.max(counts.values())).isGreaterThan(1_000);
    }

    @Test
    void keys_areDistinct() {
        Set<Integer> keys = new HashSet<>();
        for (int i = 0; i < Workload.ENTRIES; i++) {
            keys.add(Workload.key(i));
        }
        assertThat(keys).hasSize(Workload.ENTRIES);
    }

    @Test
    void batches_holdAsManyKeysAsTheySay() {
        assertThat(Workload.batches()).allSatisfy(batch -> assertThat(batch).hasSize(Workload.BATCH));
    }
}
