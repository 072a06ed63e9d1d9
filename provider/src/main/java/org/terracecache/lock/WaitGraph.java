package org.terracecache.lock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom, in the whole JVM and in all caches. A thread that is about to wait looks whether the wait would
 * close a cycle. If a wait of the cycle is breakable, that one ends without its result; if none is, the thread that came
 * last gets an exception that names the keys. Entered only by threads that have to wait anyway.
 */
public final class WaitGraph {
    private static final Object LOCK = new Object();
    private static final Map<Thread, Wait> WAITS = new HashMap<>();

    private WaitGraph() {}

    /**
     * Waits. An interrupt does not end the wait; the interrupt status is kept.
     *
     * @param wait what to wait for, made by the current thread
     * @return whether it is over; false if it was broken up to resolve a cycle
     * @throws KeyCycleException if the wait would close a cycle in which no wait can be broken up
     */
    public static boolean await(Wait wait) {
        Thread me = Thread.currentThread();
        boolean interrupted = false;
        @Nullable Wait outer = enter(me, wait);
        try {
            while (!wait.isOver() && !wait.isBroken()) {
                LockSupport.park(wait);
                interrupted |= Thread.interrupted();
            }
        } finally {
            leave(me, outer);
            if (interrupted) {
                me.interrupt();
            }
        }
        return wait.isOver();
    }

    private static @Nullable Wait enter(Thread me, Wait wait) {
        synchronized (LOCK) {
            @Nullable Wait outer = WAITS.put(me, wait);
            try {
                resolve(me, wait);
            } catch (KeyCycleException e) {
                restore(me, outer);
                throw e;
            }
            return outer;
        }
    }

    private static void leave(Thread me, @Nullable Wait outer) {
        synchronized (LOCK) {
            restore(me, outer);
        }
    }

    private static void restore(Thread me, @Nullable Wait outer) {
        if (outer == null) {
            WAITS.remove(me);
        } else {
            WAITS.put(me, outer);
        }
    }

    /** Follows the chain of blockers from a new wait; every older cycle was resolved when its last wait began. */
    private static void resolve(Thread me, Wait wait) {
        List<Wait> path = new ArrayList<>();
        @Nullable Wait next = wait;
        while (next != null && !next.isOver() && !next.isBroken() && !path.contains(next)) {
            path.add(next);
            @Nullable Thread blocker = next.blocker();
            if (blocker == me) {
                breakOne(path);
                return;
            }
            next = blocker == null ? null : WAITS.get(blocker);
        }
    }

    private static void breakOne(List<Wait> cycle) {
        for (Wait wait : cycle) {
            if (wait.isBreakable()) {
                wait.breakUp();
                return;
            }
        }
        throw new KeyCycleException(cycle.stream().map(Wait::key).toList());
    }
}
