package org.terracecache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.terracecache.benchmarks.contender.Contender;

class RunPlanTest {

    @Test
    void from_emptyProperties_measuresEverythingInSeveralRounds() {
        Properties properties = new Properties();
        properties.setProperty("benchmark.rounds", "");
        RunPlan plan = RunPlan.from(properties);
        assertThat(plan.rounds()).isGreaterThanOrEqualTo(2);
        assertThat(plan.rows()).isEqualTo(Row.all());
        assertThat(plan.contenders()).containsExactly(Contender.values());
        assertThat(plan.heap()).isTrue();
    }

    @Test
    void from_selection_keepsTheFloor() {
        Properties properties = new Properties();
        properties.setProperty("benchmark.rows", "^get$");
        properties.setProperty("benchmark.contenders", "terrace");
        RunPlan plan = RunPlan.from(properties);
        assertThat(plan.rows()).containsExactly(Row.byReference("get", false, 1));
        assertThat(plan.contenders()).containsExactly(Contender.CAFFEINE, Contender.TERRACE);
    }

    @Test
    void from_impossibleNumber_namesTheProperty() {
        Properties properties = new Properties();
        properties.setProperty("benchmark.rounds", "0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunPlan.from(properties))
                .withMessageContaining("benchmark.rounds");
    }
}
