package org.terracecache.simulation;

import java.util.concurrent.locks.LockSupport;
import org.terracecache.lock.Wait;
import org.terracecache.lock.Waits;

/**
 * A thread that goes on only when it is told to, and then alone: who tells it waits until it has ended, {@linkplain #pause paused}, or waits
 * for what another fiber must do. So blocking code runs in steps, in an order that a seed draws.
 */
final class Fiber {
    private static final int SPINS = 200;
    private static final long LOOK_AGAIN_NANOS = 20_000;

    /** What a fiber does. */
    private enum State {
        RUNNING,
        /** Of its own accord. */
        PAUSED,
        /** In code that knows nothing of fibers. */
        WAITING,
        ENDED
    }

    /** Ends a fiber whose node is gone; nobody catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("The node is gone", null, false, false);
        }
    }

    private final Thread thread;
    private volatile State state = State.ENDED;
    private volatile Thread waiter;
    private Runnable body;
    private Throwable failure;
    private Wait wait;
    private boolean killed;

    Fiber() {
        thread = new Thread(this::loop, "fiber");
        thread.setDaemon(true);
        thread.start();
    }

    private void loop() {
        while (true) {
            awaitTurn();
            try {
                body.run();
                arrive();
            } catch (Killed e) {
                failure = null;
            } catch (Throwable e) {
                failure = e;
            }
            leave(State.ENDED);
        }
    }

    // ---- the fiber's side

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Lets others go on, until this fiber is told to. */
    void pause() {
        leave(State.PAUSED);
        awaitTurn();
        requireAlive();
    }

    /** To be called by code that may have waited without a pause: it is not its turn, then. */
    void arrive() {
        if (state == State.WAITING) {
            pause();
        }
        requireAlive();
    }

    private void requireAlive() {
        if (killed) {
            throw new Killed();
        }
    }

    private void leave(State how) {
        state = how;
        LockSupport.unpark(waiter);
    }

    private void awaitTurn() {
        for (int i = 0; state != State.RUNNING; i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    // ---- the scheduler's side

    /** Begins something new. */
    void begin(Runnable something) {
        killed = false;
        body = something;
        resume();
    }

    /** Lets the fiber go on, and waits until it leaves. */
    void resume() {
        waiter = Thread.currentThread();
        wait = null;
        state = State.RUNNING;
        LockSupport.unpark(thread);
        for (int i = 0; state == State.RUNNING; i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
                continue;
            }
            LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
            Wait found = state == State.RUNNING ? Waits.of(thread) : null;
            if (found != null) {
                wait = found;
                state = State.WAITING;
            }
        }
        if (state == State.ENDED) {
            tellFailure();
        }
    }

    private void tellFailure() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    /** After another fiber's step: if what this one waited for has happened, it comes here and pauses. */
    void gather() {
        if (state == State.WAITING && Waits.isOver(wait)) {
            waiter = Thread.currentThread();
            while (state == State.WAITING && Waits.isOver(wait)) {
                LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
                Wait next = Waits.of(thread);
                wait = next == null ? wait : next;
            }
        }
    }

    boolean isPaused() {
        return state == State.PAUSED;
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    /** Ends a fiber that is paused, wherever it is. */
    void kill() {
        killed = true;
        resume();
    }
}
