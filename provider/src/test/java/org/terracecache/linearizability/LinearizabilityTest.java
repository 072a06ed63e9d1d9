package org.terracecache.linearizability;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Test;
import org.terracecache.jcache.Together;

/**
 * Guarantee G3 within a node: the operations of one key are atomic; what threads see together could have happened one after the other.
 *
 * <p>Lincheck makes up scenarios (the same in each run), runs each many times, and prints the one that failed, made as small
 * as it can be, with its results. {@code -Dterrace.lincheck.factor=20} makes twenty times as many scenarios.
 *
 * <p>Where threads are switched at every step ({@code StepByStep}), Caffeine's own methods count as one step: that they are
 * atomic is Caffeine's concern, and their number is beyond any search. Evictions run inside of them, so caches that evict
 * are tried under stress only.
 */
class LinearizabilityTest {
    private static final int FACTOR = Integer.getInteger("terrace.lincheck.factor", 1);

    private static StressOptions stress(int scenarios) {
        return new StressOptions()
                .iterations(scenarios * FACTOR)
                .invocationsPerIteration(400)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .logLevel(LoggingLevel.ERROR);
    }

    private static ModelCheckingOptions everyStep(int scenarios) {
        return new ModelCheckingOptions()
                .iterations(scenarios * FACTOR)
                .invocationsPerIteration(60)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1)
                .logLevel(LoggingLevel.ERROR)
                .addGuarantee(forClasses("org.terracecache.linearizability.FreshCaches")
                        .allMethods()
                        .ignore())
                .addGuarantee(forClasses((String name) -> name.startsWith("com.github.benmanes.caffeine"))
                        .allMethods()
                        .treatAsAtomic());
    }

    /** An entry has one tick left when a processor finds it, and a reader comes after that tick. */
    private static ExecutionScenario lifeEndsDuringAProcessor(Class<? extends ExpiringScenario> scenario) {
        return new ExecutionScenario(
                List.of(actor(scenario, "put", 1, 1_001), actor(scenario, "tick")),
                List.of(
                        List.of(actor(scenario, "add", 1)),
                        List.of(actor(scenario, "tick"), actor(scenario, "get", 1))),
                List.of(actor(scenario, "get", 1)),
                null);
    }

    private static Actor actor(Class<?> scenario, String operation, Integer... arguments) {
        Class<?>[] types = new Class<?>[arguments.length];
        Arrays.fill(types, int.class);
        try {
            return new Actor(scenario.getMethod(operation, types), List.of(arguments));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void operations_ofAnUnboundedEternalCache_areAtomic() {
        stress(20).sequentialSpecification(SequentialCache.class).check(UnboundedScenario.class);
    }

    @Test
    void operations_ofABoundedCacheWithRoom_areAtomic() {
        stress(15).sequentialSpecification(SequentialCache.class).check(BoundedScenario.class);
    }

    @Test
    void operations_whenLivesEndMeanwhile_areAtomic() {
        stress(20)
                .addCustomScenario(lifeEndsDuringAProcessor(ExpiringScenario.Created.class))
                .verifier(ProcessorVerifier.class)
                .sequentialSpecification(SequentialExpiringCache.Created.class)
                .check(ExpiringScenario.Created.class);
    }

    @Test
    void operations_whenUpdatesProlongLives_areAtomic() {
        stress(20)
                .addCustomScenario(lifeEndsDuringAProcessor(ExpiringScenario.Modified.class))
                .verifier(ProcessorVerifier.class)
                .sequentialSpecification(SequentialExpiringCache.Modified.class)
                .check(ExpiringScenario.Modified.class);
    }

    @Test
    void operations_withAWriter_areAtomicAndReachItsStoreInTheSameOrder() {
        stress(15).sequentialSpecification(SequentialWriteThroughCache.class).check(WriteThroughScenario.class);
    }

    @Test
    void operations_whileEntriesAreEvicted_areAtomicButForMisses() {
        stress(20)
                .verifier(AnyMissVerifier.class)
                .sequentialSpecification(SequentialCache.class)
                .check(EvictingScenario.class);
    }

    @Test
    void operations_ofAnUnboundedEternalCache_areAtomicStepByStep() {
        everyStep(2).sequentialSpecification(SequentialCache.class).check(UnboundedScenario.class);
    }

    @Test
    void operations_whenUpdatesProlongLives_areAtomicStepByStep() {
        everyStep(2)
                .addCustomScenario(lifeEndsDuringAProcessor(ExpiringScenario.Modified.class))
                .verifier(ProcessorVerifier.class)
                .sequentialSpecification(SequentialExpiringCache.Modified.class)
                .check(ExpiringScenario.Modified.class);
    }

    /** A cache of which two threads can see that it is none. */
    @Param(name = "key", gen = IntGen.class, conf = "1:1")
    public static final class Forgetful {
        private final Map<Integer, Integer> entries = new HashMap<>();

        @Operation
        public synchronized Integer get(@Param(name = "key") int key) {
            return entries.get(key);
        }

        @Operation
        public Integer add(@Param(name = "key") int key) {
            Integer before = get(key);
            Together.giveWay();
            synchronized (this) {
                entries.put(key, before == null ? SingleKeyOperations.STEP : before + SingleKeyOperations.STEP);
            }
            return before;
        }
    }

    @Test
    void check_ofLostUpdates_fails() {
        assertThatThrownBy(() -> stress(20)
                        .verifier(ProcessorVerifier.class)
                        .minimizeFailedScenario(false)
                        .sequentialSpecification(SequentialCache.class)
                        .check(Forgetful.class))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> stress(20)
                        .minimizeFailedScenario(false)
                        .sequentialSpecification(SequentialCache.class)
                        .check(Forgetful.class))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> stress(20)
                        .verifier(AnyMissVerifier.class)
                        .minimizeFailedScenario(false)
                        .sequentialSpecification(SequentialCache.class)
                        .check(Forgetful.class))
                .isInstanceOf(AssertionError.class);
    }
}
