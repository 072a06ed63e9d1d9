package org.terracecache.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.terracecache.bus.Loose;

/** Each rule of the coherence protocol by its name: the shortest story that it is needed for, with and without it. */
class RuleTest {
    /** A story: what it shows, and its steps. */
    record Told(String rule, String guarantee, List<String> steps) {
        @Override
        public String toString() {
            return rule;
        }
    }

    static Stream<Told> stories() throws IOException {
        return read("stories.txt");
    }

    static Stream<Told> regressions() throws IOException {
        return read("regressions.txt");
    }

    private static Stream<Told> read(String file) throws IOException {
        Map<String, Told> stories = new LinkedHashMap<>();
        Told current = null;
        for (String line : text(file).lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                current.steps().add(line.strip());
            } else {
                int colon = line.indexOf(": ");
                current = new Told(line.substring(0, colon), line.substring(colon + 2), new ArrayList<>());
                stories.put(current.rule(), current);
            }
        }
        return stories.values().stream();
    }

    private static String text(String file) throws IOException {
        try (InputStream in = RuleTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void guarantees_withTheRule_hold(Told story) {
        Story.tell(story.steps(), Set.of());
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void guarantees_storiesThatWentWrongOnce_hold(Told story) {
        Story.tell(story.steps(), Set.of());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void guarantees_withoutTheRule_areBroken(Told story) {
        assertThatThrownBy(() -> Story.tell(story.steps(), Set.of(story.rule())))
                .isInstanceOf(ViolationException.class)
                .hasMessageStartingWith(story.guarantee());
    }

    @Test
    void rules_eachNonRedundantOne_hasAStory() throws IOException {
        Set<String> told = new TreeSet<>();
        stories().forEach(story -> told.add(story.rule()));

        assertThat(told).containsAll(Loose.needed());
    }
}
