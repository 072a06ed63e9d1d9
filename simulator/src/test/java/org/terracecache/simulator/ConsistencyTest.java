package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConsistencyTest {
    private final Database database = new Database(Database.Latency.NONE, 1);
    private final Checker checker = new Checker(new RunClock(), Duration.ZERO);

    @Test
    void differences_witnessesAgree_none() throws InterruptedException {
        try (Node node = node()) {
            new Application(node, database, checker, () -> {}).perform(new Access(Operation.PUT, "a"));
            assertThat(new Consistency(node, database, true).differences()).isEmpty();
        }
    }

    @Test
    void differences_operationThatTheApplicationDoesNotKnowOf_isNamed() throws InterruptedException {
        try (Node node = node()) {
            assertThat(node.cache().get("a")).isEqualTo(new Row("a", 0, "test"));
            assertThat(new Consistency(node, database, true).differences())
                    .containsExactly(
                            new Consistency.Check("look-ups", "heard by listeners", 1, "made by the application", 0));
        }
    }

    @Test
    void differences_eventThatTheStatisticsDoNotKnowOf_isNamed() throws InterruptedException {
        try (Node node = node()) {
            node.events().add("cache:evicted");
            assertThat(new Consistency(node, database, true).differences())
                    .containsExactly(
                            new Consistency.Check("evictions", "heard by listeners", 1, "in the statistics", 0));
        }
    }

    @Test
    void differences_ofOneOfSeveralNodes_areNamedWithTheNode() throws InterruptedException {
        try (Node node = node()) {
            node.events().add("cache:hit");
            assertThat(new Consistency(node, database, false).differences())
                    .containsExactly(
                            new Consistency.Check("test hits", "heard by listeners", 1, "in the statistics", 0));
        }
    }

    private Node node() {
        Settings settings =
                new Settings(1, 100, Optional.empty(), Database.Latency.NONE, 1, Optional.empty(), Optional.empty());
        return new Node("test", new Properties(), settings, database, checker);
    }
}
