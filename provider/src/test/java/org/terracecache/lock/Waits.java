package org.terracecache.lock;

import java.util.concurrent.locks.LockSupport;

/** Looks at threads that wait. */
public final class Waits {
    private Waits() {}

    /** What a parked thread waits for, null if it does not. */
    public static Wait of(Thread thread) {
        boolean parked = thread.getState() == Thread.State.WAITING;
        return parked && LockSupport.getBlocker(thread) instanceof Wait wait && !isOver(wait) ? wait : null;
    }

    /** Whether the waiting thread goes on, or is about to. */
    public static boolean isOver(Wait wait) {
        return wait.isOver() || wait.isBroken();
    }
}
