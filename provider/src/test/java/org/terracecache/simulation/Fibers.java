package org.terracecache.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The fibers of a simulation. Their threads are used again. */
final class Fibers {
    private static final ThreadLocal<Deque<Fiber>> IDLE = ThreadLocal.withInitial(ArrayDeque::new);

    private final Deque<Fiber> idle = IDLE.get();
    private final List<Fiber> busy = new ArrayList<>();

    /** The fiber that calls, null if it is the scheduler. */
    Fiber current() {
        for (Fiber fiber : busy) {
            if (fiber.isCurrent()) {
                return fiber;
            }
        }
        return null;
    }

    /** A fiber to begin something with. */
    Fiber take() {
        Fiber fiber = idle.isEmpty() ? new Fiber() : idle.removeLast();
        busy.add(fiber);
        return fiber;
    }

    void begin(Fiber fiber, Runnable body) {
        step(() -> fiber.begin(body));
    }

    void resume(Fiber fiber) {
        step(fiber::resume);
    }

    private void step(Runnable step) {
        try {
            step.run();
        } finally {
            tidy();
        }
    }

    private void tidy() {
        busy.forEach(Fiber::gather);
        busy.removeIf(fiber -> {
            if (fiber.hasEnded()) {
                idle.addLast(fiber);
            }
            return fiber.hasEnded();
        });
    }

    /** Ends some fibers: those that wait end after those that they wait for. */
    void kill(List<Fiber> some) {
        List<Fiber> left = new ArrayList<>(some);
        left.retainAll(busy);
        while (!left.isEmpty()) {
            left.stream().filter(Fiber::isPaused).forEach(Fiber::kill);
            busy.forEach(Fiber::gather);
            left.removeIf(Fiber::hasEnded);
        }
        tidy();
    }

    void killAll() {
        kill(busy);
    }
}
