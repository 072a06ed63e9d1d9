package org.terracecache.linearizability;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.execution.ResultWithClock;
import org.jetbrains.kotlinx.lincheck.util.LincheckResult;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;
import org.jetbrains.kotlinx.lincheck.util.VoidResult;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;

/**
 * Whether results are those of a sequential cache whose entries may vanish at any moment, between two operations. Searches
 * all orders that agree with who ended before whom began; Lincheck's own verifier demands one outcome for each operation.
 */
public final class AnyMissVerifier implements Verifier {
    /** Lincheck hands in the sequential specification; it is always {@link SequentialCache}. */
    public AnyMissVerifier(Class<?> specification) {
        if (specification != SequentialCache.class) {
            throw new IllegalArgumentException(specification.getName());
        }
    }

    @Override
    public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
        return new Search(scenario, results)
                .isLinearizable(new Position(new int[scenario.getNThreads()], new SequentialCache()));
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by identity() alone
    private record Position(int[] done, SequentialCache cache) {
        Object identity() {
            return List.of(java.util.Arrays.hashCode(done), java.util.Arrays.toString(done), cache);
        }
    }

    private static final class Search {
        private final List<List<Actor>> actors;
        private final List<List<ResultWithClock>> results;
        private final Set<Object> seen = new HashSet<>();

        Search(ExecutionScenario scenario, ExecutionResult results) {
            this.actors = scenario.getThreads();
            this.results = results.getThreadsResultsWithClock();
        }

        boolean isLinearizable(Position position) {
            if (!seen.add(position.identity())) {
                return false;
            }
            boolean over = true;
            for (int thread = 0; thread < actors.size(); thread++) {
                if (position.done()[thread] < actors.get(thread).size()) {
                    over = false;
                    if (mayBeNext(position.done(), thread) && leadsToAnEnd(position, thread)) {
                        return true;
                    }
                }
            }
            return over;
        }

        private boolean mayBeNext(int[] done, int thread) {
            int[] before =
                    results.get(thread).get(done[thread]).getClockOnStart().getClock();
            for (int other = 0; other < done.length; other++) {
                if (done[other] < before[other]) {
                    return false;
                }
            }
            return true;
        }

        private boolean leadsToAnEnd(Position position, int thread) {
            Actor actor = actors.get(thread).get(position.done()[thread]);
            LincheckResult result =
                    results.get(thread).get(position.done()[thread]).getResult();
            int key = (int) actor.getArguments().get(0);
            return leadsToAnEnd(
                            position, thread, actor, result, position.cache().copy())
                    || leadsToAnEnd(position, thread, actor, result, without(key, position.cache()));
        }

        private boolean leadsToAnEnd(
                Position position, int thread, Actor actor, LincheckResult result, SequentialCache cache) {
            if (!agrees(apply(actor, cache), result)) {
                return false;
            }
            int[] done = position.done().clone();
            done[thread]++;
            return isLinearizable(new Position(done, cache));
        }

        private static SequentialCache without(int key, SequentialCache cache) {
            SequentialCache copy = cache.copy();
            copy.entries().remove(key);
            return copy;
        }

        private static boolean agrees(Object expected, LincheckResult result) {
            return result instanceof VoidResult
                    || (result instanceof ValueResult value && Objects.equals(expected, value.getValue()));
        }

        private static Object apply(Actor actor, SequentialCache cache) {
            if (actor.getMethod().getName().equals("crowd")) {
                return null;
            }
            try {
                Method method = SequentialCache.class.getMethod(
                        actor.getMethod().getName(), actor.getMethod().getParameterTypes());
                return method.invoke(cache, actor.getArguments().toArray());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
