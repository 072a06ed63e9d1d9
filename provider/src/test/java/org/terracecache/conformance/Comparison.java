package org.terracecache.conformance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.terracecache.conformance.Partners.Told;

/** Runs one sequence on both caches, step by step, and compares all that can be seen of them after each. */
final class Comparison implements AutoCloseable {
    private final Setup setup;
    private final Reference reference;
    private final Side expected;
    private final Side actual;
    private final ExpectedEvents events;

    Comparison(Setup setup, Reference reference, Candidate candidate, String name) {
        this.setup = setup;
        this.reference = reference;
        this.expected = reference.open(setup, name);
        this.actual = candidate.open(setup, name);
        this.events = new ExpectedEvents(setup);
    }

    /** Gives the first difference, null if there is none. */
    String run(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            String difference = run(steps.get(i), i);
            if (difference != null) {
                return "step " + i + ", " + steps.get(i) + ": " + difference;
            }
        }
        return atEnd();
    }

    @Override
    public void close() {
        expected.cache.close();
        actual.cache.close();
    }

    private String run(Step step, int number) {
        if (step.kind() == Step.Kind.ADVANCE) {
            ReferenceClock.advance(Step.TIMES[step.value()]);
            takeExpired();
        }
        if (step.kind() == Step.Kind.CLEAR) {
            events.forgiveExpiries();
        }
        Explained explained = new Explained(setup, step, number, contentBefore(step));
        String wanted = expected.perform(step, number);
        String got = actual.perform(step, number);
        if (explained.isIncomparable(wanted)) {
            return resynchronize();
        }
        List<String> differences = new ArrayList<>();
        note(differences, "gives", got, explained.outcome(wanted));
        note(differences, "calls", drain(actual.partners.calls), drain(expected.partners.calls));
        List<String> expiryCalls = drain(actual.partners.expiryCalls);
        note(
                differences,
                "expiry calls",
                expiryCalls,
                explained.expiryCalls(drain(expected.partners.expiryCalls), expiryCalls, wanted));
        note(differences, "counts", actual.counts(), explained.counts(expected.counts()));
        drainTold(expected.partners.told).stream().filter(explained::isTold).forEach(events::add);
        explained.expired().forEach(events::addExpiry);
        takeExpired();
        String told = events.compare(drainTold(actual.partners.told));
        if (told != null) {
            differences.add(told);
        }
        events.dropForgiven();
        return differences.isEmpty() ? null : String.join("; ", differences);
    }

    private static void note(List<String> differences, String what, Object got, Object wanted) {
        if (!wanted.equals(got)) {
            differences.add(what + " " + got + " instead of " + wanted);
        }
    }

    private Map<String, Token> contentBefore(Step step) {
        return Explained.dependsOnContent(setup, step) ? reference.content(expected.cache) : Map.of();
    }

    private void takeExpired() {
        if (setup.expiry().mayEnd()) {
            reference.takeExpired(expected.cache).forEach(events::addExpiry);
        }
    }

    /** Brings both caches to the same state, after an operation that leaves them in different ones for a good reason. */
    private String resynchronize() {
        for (Side side : List.of(expected, actual)) {
            side.cache.clear();
            drain(side.partners.calls);
            drain(side.partners.expiryCalls);
            side.partners.told.clear();
        }
        events.reset();
        expected.counts();
        actual.counts();
        return null;
    }

    private String atEnd() {
        // Each key is met once more.
        Setup.KEYS.forEach(key -> actual.cache.invoke(key, (entry, arguments) -> null));
        String told = events.compare(drainTold(actual.partners.told));
        if (told == null) {
            told = events.untold(true);
        }
        Map<String, Token> wanted = reference.content(expected.cache);
        Map<String, Token> content = new TreeMap<>();
        actual.cache.forEach(entry -> content.put(entry.getKey(), entry.getValue()));
        return wanted.equals(content) ? told : "at the end: content " + content + " instead of " + wanted;
    }

    private static List<String> drain(Collection<String> log) {
        synchronized (log) {
            List<String> all = new ArrayList<>(log);
            log.clear();
            Collections.sort(all);
            return all;
        }
    }

    private static List<Told> drainTold(List<Told> log) {
        synchronized (log) {
            List<Told> all = new ArrayList<>(log);
            log.clear();
            return all;
        }
    }
}
