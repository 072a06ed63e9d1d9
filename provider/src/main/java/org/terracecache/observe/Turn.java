package org.terracecache.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import javax.cache.event.CacheEntryListenerException;
import org.jspecify.annotations.Nullable;

/**
 * What one thread has to see done: the synchronous deliveries of its own operations; and whether it runs a listener. Exists
 * only while there is something of either, so that an application's threads keep nothing of Terrace.
 */
final class Turn {
    private static final ThreadLocal<Turn> TURNS = new ThreadLocal<>();

    private final Deque<Delivery> owed = new ArrayDeque<>(2);
    private final Deque<Delivery> nested = new ArrayDeque<>(2);
    private int listening;
    private boolean settling;

    private Turn() {}

    private static Turn ofThread() {
        Turn turn = TURNS.get();
        if (turn == null) {
            turn = new Turn();
            TURNS.set(turn);
        }
        return turn;
    }

    /** Whether the current thread owes something or runs a listener. */
    static boolean exists() {
        return TURNS.get() != null;
    }

    /** Whether the current thread runs a listener: then it waits for no other. */
    static boolean isListening() {
        Turn turn = TURNS.get();
        return turn != null && turn.listening > 0;
    }

    static void startListening() {
        ofThread().listening++;
    }

    static void stopListening() {
        Turn turn = ofThread();
        turn.listening--;
        turn.forgetIfIdle();
    }

    /** Notes a delivery that the current thread has to see done. */
    static void owe(Delivery delivery) {
        Turn turn = ofThread();
        (turn.settling ? turn.nested : turn.owed).add(delivery);
    }

    /**
     * Sees done what the current thread owes at that place. While it runs a synchronous listener it does nothing: what the
     * listener's own operations owe comes next, when the call has ended.
     *
     * @throws CacheEntryListenerException if a standard listener threw
     */
    static void settle(Switchboard place) {
        Turn turn = TURNS.get();
        if (turn != null && !turn.settling) {
            turn.settleAll(place);
        }
    }

    private void settleAll(Switchboard place) {
        CacheEntryListenerException failure = null;
        settling = true;
        listening++;
        try {
            for (Delivery next = next(place); next != null; next = next(place)) {
                next.lane().finish(next);
                failure = Delivery.join(failure, next.failure());
                settleNested();
            }
        } finally {
            listening--;
            settling = false;
            forgetIfIdle();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Their failures were reported as events; the operations that made them have returned. */
    private void settleNested() {
        for (Delivery next = nested.poll(); next != null; next = nested.poll()) {
            next.lane().finish(next);
        }
    }

    private @Nullable Delivery next(Switchboard place) {
        for (Iterator<Delivery> all = owed.iterator(); all.hasNext(); ) {
            Delivery delivery = all.next();
            if (delivery.place() == place) {
                all.remove();
                return delivery;
            }
        }
        return null;
    }

    private void forgetIfIdle() {
        if (listening == 0 && owed.isEmpty() && nested.isEmpty()) {
            TURNS.remove();
        }
    }
}
