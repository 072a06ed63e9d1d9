package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsistencyTest {
    private final Database database = new Database(Database.Latency.NONE, 1);
    private final Meter meter = new Meter();

    @Test
    void differences_witnessesAgree_none() throws InterruptedException {
        try (Node node = node()) {
            new Application(node.cache(), meter).perform(new Access(Operation.PUT, "a"));
            assertThat(new Consistency(node, database, meter).differences()).isEmpty();
        }
    }

    @Test
    void differences_operationThatTheApplicationDoesNotKnowOf_isNamed() throws InterruptedException {
        try (Node node = node()) {
            node.cache().get("a");
            assertThat(new Consistency(node, database, meter).differences())
                    .containsExactly(
                            new Consistency.Check("look-ups", "heard by listeners", 1, "made by the application", 0));
        }
    }

    @Test
    void differences_eventThatTheStatisticsDoNotKnowOf_isNamed() throws InterruptedException {
        try (Node node = node()) {
            node.events().add("cache:evicted");
            assertThat(new Consistency(node, database, meter).differences())
                    .containsExactly(
                            new Consistency.Check("evictions", "heard by listeners", 1, "in the statistics", 0));
        }
    }

    @Test
    void differences_oldValueRead_isNamed() throws InterruptedException {
        try (Node node = node()) {
            Application application = new Application(node.cache(), meter);
            application.perform(new Access(Operation.PUT, "a"));
            node.cache().put("a", new Row("a", 0));
            application.perform(new Access(Operation.GET, "a"));
            assertThat(new Consistency(node, database, meter).differences())
                    .containsExactly(new Consistency.Check("wrong values", "read", 1, "expected", 0));
        }
    }

    private Node node() {
        return new Node(
                "test", new Settings(1, 100, Optional.empty(), Database.Latency.NONE, 1, Optional.empty()), database);
    }
}
