package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertersTest {
    @ParameterizedTest
    @CsvSource({"0, PT0S", "500us, PT0.0005S", "2ms, PT0.002S", "1.5s, PT1.5S", "10m, PT10M", "1h, PT1H"})
    void duration_numberAndUnit_isRead(String text, Duration expected) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5%, 0.05", "0.05, 0.05", "12.5%, 0.125", "100%, 1", "1, 1"})
    void share_percentOrFraction_isRead(String text, double expected) {
        assertThat(new ShareConverter().convert(text)).isEqualTo(expected);
    }
}
