package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "1500, 1.5 us",
        "2000000, 2.00 ms",
        "1500000000, 1.5 s",
        "119000000000, 119.0 s",
        "180000000000, 3.0 min"
    })
    void time_isInTheUnitThatSuitsIt(long nanos, String text) {
        assertThat(Format.time(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999.4, 999", "999.6, 1.0k", "9900, 9.9k", "9999, 10k", "123456, 123k", "1234567, 1.23M"})
    void rate_hasThreeDigitsOrSo(double rate, String text) {
        assertThat(Format.rate(rate)).isEqualTo(text);
    }
}
