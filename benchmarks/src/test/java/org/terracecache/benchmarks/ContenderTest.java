package org.terracecache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.terracecache.benchmarks.contender.CacheOperations;
import org.terracecache.benchmarks.contender.CacheSettings;
import org.terracecache.benchmarks.contender.Contender;
import org.terracecache.benchmarks.contender.OpenCache;

class ContenderTest {

    @ParameterizedTest
    @EnumSource
    void eachOperation_onPresentKeys_answersAsTheOthersDo(Contender contender) {
        try (OpenCache<Integer> cache = contender.open(CacheSettings.byReference(Integer.class, 1_000, true))) {
            CacheOperations<Integer> operations = cache.operations();
            operations.put(1, 10);
            assertThat(operations.get(1)).isEqualTo(10);
            assertThat(operations.getAndPut(1, 11)).isEqualTo(10);
            assertThat(operations.invoke(1, (key, old) -> old + 1)).isEqualTo(12);
            operations.put(2, 20);
            assertThat(operations.getAll(new LinkedHashSet<>(List.of(1, 2, 3))))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(1, 12, 2, 20));
        }
    }
}
