package org.terracecache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

class ChaosSettingsTest {
    private static ManagerSettings load(String... keysAndValues) {
        return ConfigurationFiles.load(ManagerUri.DEFAULT, ConfigurationFiles.properties(keysAndValues));
    }

    @Test
    void chaos_isOffByDefault_evenWithProbabilities() {
        assertThat(load().chaos()).isNull();
        assertThat(load("terrace.chaos.store.fail", "0.5").chaos()).isNull();
    }

    @Test
    void chaos_thatIsEnabled_hasWhatIsConfigured() {
        ChaosSettings chaos = load(
                        "terrace.chaos.enabled", "true",
                        "terrace.chaos.seed", "-42",
                        "terrace.chaos.store.fail", "0.1",
                        "terrace.chaos.store.lose-request", "0.2",
                        "terrace.chaos.store.lose-reply", "0.3",
                        "terrace.chaos.store.delay", "1",
                        "terrace.chaos.bus.lose", "0.4",
                        "terrace.chaos.bus.duplicate", "0.5",
                        "terrace.chaos.bus.delay", "0.6",
                        "terrace.chaos.bus.longest-delay", "2 s")
                .chaos();

        assertThat(chaos)
                .isEqualTo(new ChaosSettings(
                        -42,
                        new ChaosSettings.Store(0.1, 0.2, 0.3, 1, Duration.ofMillis(50)),
                        new ChaosSettings.Bus(0.4, 0.5, 0.6, Duration.ofSeconds(2))));
    }

    @Test
    void chaos_withoutASeed_hasAnotherOneEachTime() {
        ChaosSettings one = load("terrace.chaos.enabled", "true").chaos();
        ChaosSettings other = load("terrace.chaos.enabled", "true").chaos();

        assertThat(one).isNotNull().isNotEqualTo(other);
    }

    @Test
    void value_thatIsOutOfItsRange_isAMistake() {
        assertThatThrownBy(() -> load("terrace.chaos.store.fail", "1.5", "terrace.chaos.bus.longest-delay", "0"))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("terrace.chaos.store.fail must be a number from 0 to 1, not 1.5")
                .hasMessageContaining("terrace.chaos.bus.longest-delay must be from 1 millisecond to 1 hour");
    }
}
