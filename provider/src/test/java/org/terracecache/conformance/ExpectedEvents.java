package org.terracecache.conformance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.event.EventType;
import org.terracecache.conformance.Partners.Told;

/**
 * What listeners must be told: for each listener and key the reference implementation's events in their order, and in
 * between one expiry for each entry that expired. An expiry may be told late, but before the key's next event.
 */
final class ExpectedEvents {
    private final Setup setup;
    private final Map<String, Deque<Expected>> waiting = new HashMap<>();

    private record Expected(Told told, boolean optional) {}

    ExpectedEvents(Setup setup) {
        this.setup = setup;
    }

    /** The reference implementation told a listener. Its expiries come at other times, and more than once. */
    void add(Told told) {
        if (told.type() != EventType.EXPIRED) {
            queue(told).addLast(new Expected(told, false));
        }
    }

    void addExpiry(String key, Token value) {
        for (int i = 0; i < setup.listeners().size(); i++) {
            Setup.Listener listener = setup.listeners().get(i);
            if (listener.filter() == null || listener.filter().accepts(EventType.EXPIRED, key, value.id)) {
                String text = Partners.eventText(EventType.EXPIRED, value, value, listener.oldValue());
                Told told = new Told(i, EventType.EXPIRED, key, text);
                queue(told).addLast(new Expected(told, false));
            }
        }
    }

    /** Nothing that happened so far matters any more. */
    void reset() {
        waiting.clear();
    }

    /** During {@code clear}, which tells nothing of single entries, expiries need not be told, but may be. */
    void forgiveExpiries() {
        for (Deque<Expected> queue : waiting.values()) {
            for (int i = queue.size(); i > 0; i--) {
                queue.addLast(new Expected(queue.removeFirst().told(), true));
            }
        }
    }

    /** What was forgiven and not told will not be told later. */
    void dropForgiven() {
        waiting.values().forEach(queue -> queue.removeIf(Expected::optional));
    }

    /** Compares what the candidate's listeners were told with what they had to be told; null if that is right. */
    String compare(List<Told> actual) {
        for (Told told : actual) {
            Deque<Expected> queue = queue(told);
            Expected expected = queue.pollFirst();
            while (expected != null && expected.optional() && !told.equals(expected.told())) {
                expected = queue.pollFirst();
            }
            if (expected == null || !told.equals(expected.told())) {
                return "listener was told " + told + " instead of " + expected;
            }
        }
        return untold(false);
    }

    /** An event that was not told; expiries are told by the end only. */
    String untold(boolean end) {
        for (Deque<Expected> queue : waiting.values()) {
            for (Expected expected : queue) {
                if (!expected.optional() && (end || expected.told().type() != EventType.EXPIRED)) {
                    return "listener was not told " + expected.told();
                }
            }
        }
        return null;
    }

    private Deque<Expected> queue(Told told) {
        return waiting.computeIfAbsent(told.listener() + " " + told.key(), any -> new ArrayDeque<>());
    }
}
