package org.terracecache.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.Assert.fail;
import static org.junit.Assume.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.cache.configuration.FactoryBuilderTest1;
import org.jsr107.tck.testutil.AllTestExcluder;
import org.junit.Ignore;
import org.junit.Rule;
import org.junit.jupiter.api.Test;

/** The runner itself, on made-up kits: what it must count, and that it lets nothing pass. */
class KitRunTest {
    private static final String EXCLUDED = Excluded.class.getName() + "#leftOut";

    private final Topology topology = Topology.MEMORY.with("runner", new Totals(6, 1, 1, 2, 1), EXCLUDED);

    @Test
    void run_everyKindOfResult_isCounted() throws Exception {
        KitReport report = KitRun.run(topology, List.of(Mixed.class, Excluded.class));

        assertThat(report.line())
                .isEqualTo("JSR-107 kit, runner: tests: 6, failures: 1, errors: 1, skipped: 2, excluded: 1");
        assertThat(report.excluded()).containsExactly(EXCLUDED);
        assertThat(report.problems())
                .hasSize(4)
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("FAILED fails").contains("wrong answer", "at "))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("ERROR throwsUp").contains("no answer", "at "))
                .anySatisfy(problem -> assertThat(problem).startsWith("SKIPPED ignored"))
                .anySatisfy(problem -> assertThat(problem).startsWith("SKIPPED assumes"));
    }

    @Test
    void verify_aTestFailed_throwsEvenIfTheNumbersWereExpected() throws Exception {
        KitReport report = KitRun.run(topology, List.of(Mixed.class, Excluded.class));

        assertThatThrownBy(report::verify).isInstanceOf(AssertionError.class).hasMessageContaining("wrong answer");
    }

    @Test
    void verify_aTestIsMissing_throws() throws Exception {
        Topology two = topology.with("runner", new Totals(2, 0, 0, 0, 1), EXCLUDED);

        assertThatThrownBy(() -> KitRun.run(two, List.of(Excluded.class)).verify())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected tests: 2")
                .hasMessageContaining("but got tests: 1");
    }

    @Test
    void verify_anotherTestIsExcluded_throws() throws Exception {
        Topology other = topology.with("runner", new Totals(1, 0, 0, 0, 1), "org.jsr107.tck.CachingTest#dummyTest");

        assertThatThrownBy(() -> KitRun.run(other, List.of(Excluded.class)).verify())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(EXCLUDED);
    }

    @Test
    void verify_asExpected_isSilent() throws Exception {
        Topology one = topology.with("runner", new Totals(1, 0, 0, 0, 1), EXCLUDED);

        KitReport report = KitRun.run(one, List.of(Excluded.class));

        assertThatCode(report::verify).doesNotThrowAnyException();
    }

    @Test
    void run_aTestHangs_endsAndNamesIt() throws Exception {
        KitReport report = KitRun.run(topology, List.of(Hanging.class), Duration.ofSeconds(1));

        assertThat(report.totals().errors()).isEqualTo(1);
        assertThat(report.problems()).singleElement().asString().contains("still in waits", "CountDownLatch.await");
    }

    @Test
    void run_anotherProvider_isRefused() {
        Topology other = new Topology(
                "runner",
                "javax.cache.CachingTest$CachingProviderImpl",
                topology.properties(),
                topology.expected(),
                List.of());

        assertThatThrownBy(() -> KitRun.run(other, List.of(Excluded.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("provider under test");
    }

    @Test
    void kitClasses_ofTheJar_areAllThere() {
        assertThat(KitClasses.core()).hasSize(40).contains(FactoryBuilderTest1.class);
        assertThat(KitClasses.annotations()).hasSize(3);
    }

    /** One of each kind. */
    public static class Mixed {
        @org.junit.Test
        public void passes() {}

        @org.junit.Test
        public void fails() {
            fail("wrong answer");
        }

        @org.junit.Test
        public void throwsUp() {
            throw new IllegalStateException("no answer");
        }

        @Ignore("to be counted")
        @org.junit.Test
        public void ignored() {}

        @org.junit.Test
        public void assumes() {
            assumeTrue(false);
        }
    }

    /** By a rule of the kit. */
    public static class Excluded {
        @Rule
        public final AllTestExcluder rule = new AllTestExcluder();

        @org.junit.Test
        public void leftOut() {
            fail("was run");
        }
    }

    /** As a provider that deadlocks. */
    public static class Hanging {
        @org.junit.Test
        public void waits() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }
}
