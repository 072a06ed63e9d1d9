package org.terracecache.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.terracecache.benchmarks.Row;
import org.terracecache.benchmarks.contender.Contender;

class ResultsTest {
    private static final Row GET = Row.byReference("get", false, 1);

    @Test
    void ratio_ofSeveralRounds_isTakenWithinEachRound() {
        Results results = new Results();
        add(results, Contender.CAFFEINE, 1, 100);
        add(results, Contender.TERRACE, 1, 90);
        add(results, Contender.CAFFEINE, 2, 10);
        add(results, Contender.TERRACE, 2, 8);
        add(results, Contender.CAFFEINE, 3, 50);
        add(results, Contender.TERRACE, 3, 50);
        assertThat(results.ratio(GET, Contender.TERRACE)).contains(new Spread(0.8, 0.9, 1.0));
    }

    @Test
    void ratio_ofRoundWithoutFloor_isLeftOut() {
        Results results = new Results();
        add(results, Contender.TERRACE, 1, 90);
        assertThat(results.ratio(GET, Contender.TERRACE)).isEmpty();
    }

    @Test
    void median_ofEvenNumber_liesBetweenTheMiddleTwo() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 30.0)).median()).isEqualTo(3.0, within(1e-9));
    }

    @Test
    void goals_withoutMeasurement_areLeftOut() {
        Results results = new Results();
        add(results, Contender.CAFFEINE, 1, 100);
        add(results, Contender.TERRACE, 1, 89);
        assertThat(Goal.of(results)).singleElement().satisfies(goal -> {
            assertThat(goal.title()).isEqualTo("get, undisturbed, to raw Caffeine");
            assertThat(goal.isMet()).isFalse();
        });
    }

    @Test
    void reports_ofOneRatio_showIt() {
        Results results = new Results();
        add(results, Contender.CAFFEINE, 1, 100);
        add(results, Contender.TERRACE, 1, 89);
        assertThat(MarkdownReport.of(results, List.of("a \"quiet\" machine"))).contains("0.89 (0.89–0.89)", "**no**");
        assertThat(JsonReport.of(results, List.of("a \"quiet\" machine")))
                .contains("a \\\"quiet\\\" machine", "\"median\": 0.89");
    }

    private static void add(Results results, Contender contender, int round, double throughput) {
        results.add(new Sample(
                GET,
                contender,
                round,
                throughput,
                1e9 / throughput,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                EventBalance.NONE));
    }
}
