package org.terracecache.linearizability;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.execution.ResultWithClock;
import org.jetbrains.kotlinx.lincheck.util.LincheckResult;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;
import org.jetbrains.kotlinx.lincheck.util.VoidResult;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;

/**
 * Whether results are those of a sequential cache, for operations that have more than one outcome or more than one step:
 * Lincheck's own verifier demands one of each. Searches the orders that agree with who ended before whom began. A position
 * that was reached before is not searched again, so the effort grows with the different positions, not with the orders.
 */
abstract class StepVerifier implements Verifier {
    private static final Map<Method, Method> METHODS = new ConcurrentHashMap<>();

    private final Class<?> specification;

    StepVerifier(Class<?> specification) {
        this.specification = specification;
    }

    /** The positions to which one step of the operation leads, none if it cannot be made or disagrees with the result. */
    abstract List<Position> after(Position position, Operation operation);

    @Override
    public final boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
        try {
            SequentialCache empty =
                    (SequentialCache) specification.getDeclaredConstructor().newInstance();
            List<Integer> done = new ArrayList<>();
            scenario.getThreads().forEach(thread -> done.add(0));
            return new Search(scenario, results).leadsToAnEnd(new Position(List.copyOf(done), Map.of(), empty));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What has happened so far.
     *
     * @param done how many operations of each thread have ended
     * @param begun the operations that have taken a step, but not their last, by thread
     * @param cache what is there; not changed any more
     */
    record Position(List<Integer> done, Map<Integer, Begun> begun, SequentialCache cache) {
        Position ended(int thread, SequentialCache after) {
            List<Integer> more = new ArrayList<>(done);
            more.set(thread, done.get(thread) + 1);
            Map<Integer, Begun> others = new ConcurrentHashMap<>(begun);
            others.remove(thread);
            return new Position(List.copyOf(more), Map.copyOf(others), after);
        }

        Position begun(int thread, Begun what) {
            Map<Integer, Begun> more = new ConcurrentHashMap<>(begun);
            more.put(thread, what);
            return new Position(done, Map.copyOf(more), cache);
        }
    }

    /** A processor at work: its key, and the value that it found, null if there was none. */
    record Begun(int key, Integer found) {}

    /** An operation and its result. */
    record Operation(int thread, Actor actor, LincheckResult result) {
        String name() {
            return actor.getMethod().getName();
        }

        /** Whether it is one of a key. */
        boolean hasKey() {
            return !actor.getArguments().isEmpty();
        }

        int key() {
            return (int) actor.getArguments().get(0);
        }

        boolean agrees(Object expected) {
            return result instanceof VoidResult
                    || (result instanceof ValueResult value && Objects.equals(expected, value.getValue()));
        }

        /** Does to the cache what the operation does, and returns what it returns there. */
        Object apply(SequentialCache cache) {
            try {
                return METHODS.computeIfAbsent(actor.getMethod(), method -> sequential(cache, method))
                        .invoke(cache, actor.getArguments().toArray());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Method sequential(SequentialCache cache, Method method) {
            Class<?> declaring = method.getName().equals("tick") ? cache.getClass() : SequentialCache.class;
            try {
                return declaring.getMethod(method.getName(), method.getParameterTypes());
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final class Search {
        private final List<List<Actor>> actors;
        private final List<List<ResultWithClock>> results;
        private final Set<Position> seen = new HashSet<>();

        Search(ExecutionScenario scenario, ExecutionResult results) {
            this.actors = scenario.getThreads();
            this.results = results.getThreadsResultsWithClock();
        }

        boolean leadsToAnEnd(Position position) {
            if (!seen.add(position)) {
                return false;
            }
            boolean over = true;
            for (int thread = 0; thread < actors.size(); thread++) {
                int number = position.done().get(thread);
                if (number < actors.get(thread).size()) {
                    over = false;
                    if (mayBeNext(position.done(), results.get(thread).get(number))
                            && after(position, operation(thread, number)).stream()
                                    .anyMatch(this::leadsToAnEnd)) {
                        return true;
                    }
                }
            }
            return over;
        }

        private Operation operation(int thread, int number) {
            return new Operation(
                    thread,
                    actors.get(thread).get(number),
                    results.get(thread).get(number).getResult());
        }

        private boolean mayBeNext(List<Integer> done, ResultWithClock result) {
            int[] before = result.getClockOnStart().getClock();
            for (int other = 0; other < before.length; other++) {
                if (done.get(other) < before[other]) {
                    return false;
                }
            }
            return true;
        }
    }
}
