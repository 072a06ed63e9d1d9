package org.terracecache.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions that a thread makes while it runs something in this scope, at whatever hub, so that they can be ended together.
 * What runs in a scope of its own meanwhile keeps its subscriptions to that. Used by one thread at a time.
 */
public final class SubscriptionScope {
    private static final ThreadLocal<@Nullable SubscriptionScope> CURRENT = new ThreadLocal<>();

    private final Deque<Runnable> ends = new ArrayDeque<>();

    /** Runs a task; what it throws is thrown on. */
    public void run(Runnable task) {
        SubscriptionScope outer = CURRENT.get();
        CURRENT.set(this);
        try {
            task.run();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** Notes how a subscription of this thread is ended; it may have ended by then. */
    public static void note(Runnable end) {
        SubscriptionScope current = CURRENT.get();
        if (current != null) {
            current.ends.push(end);
        }
    }

    /** Ends the subscriptions, the youngest first. */
    public void end() {
        while (!ends.isEmpty()) {
            ends.pop().run();
        }
    }
}
