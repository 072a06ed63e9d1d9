package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wrong values that a real cache gives reach the checker, whatever the application did before. */
class ApplicationTest {
    private static final Settings SETTINGS =
            new Settings(1, 100, Optional.empty(), Database.Latency.NONE, 1, Optional.empty(), Optional.empty());

    private final Checker checker = new Checker(new RunClock(), Duration.ofHours(1));
    private final AtomicInteger failures = new AtomicInteger();
    private Database database = new Database(Database.Latency.NONE, 1);
    private Node node = new Node("test", new Properties(), SETTINGS, database, checker);

    @AfterEach
    void close() {
        node.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"PUT", "INVOKE", "REMOVE", "CLEAR"})
    void perform_readAfterAChange_seesItOrIsWrong(Operation operation) {
        perform(operation, "a");
        perform(Operation.GET, "a");
        assertThat(checker.wrong()).isZero();
        assertThat(checker.checks().order()).isEqualTo(1);
        node.cache().put("a", Row.written("a", 0));
        perform(Operation.GET, "a");
        assertThat(checker.first()).extracting(Wrong::rule).containsExactly(Rule.OLDER);
    }

    @Test
    void perform_processorThatFindsAnOldRow_isWrong() {
        perform(Operation.PUT, "a");
        node.cache().put("a", Row.written("a", 0));
        perform(Operation.INVOKE, "a");
        assertThat(checker.first()).extracting(Wrong::rule).containsExactly(Rule.PREVIOUS);
    }

    @Test
    void perform_failure_isCountedAndNotJudged() {
        node.close();
        database = new Database(new Database.Latency(0, 0, 1), 1);
        node = new Node("test", new Properties(), SETTINGS, database, checker);
        perform(Operation.GET, "a");
        perform(Operation.INVOKE, "a");
        assertThat(failures).hasValue(2);
        assertThat(node.meter().failures()).isEqualTo(2);
        assertThat(checker.wrong()).isZero();
        assertThat(checker.acknowledged("a")).isZero();
    }

    private void perform(Operation operation, String key) {
        new Application(node, database, checker, failures::incrementAndGet).perform(new Access(operation, key));
    }
}
