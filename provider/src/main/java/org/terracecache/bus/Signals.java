package org.terracecache.bus;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Signals on their way to the listener. They are added while a monitor is held, and told in that order when it is not any more, by one thread
 * at a time: a thread that finds another one telling leaves its own to it. Safe for many threads.
 */
final class Signals {
    private final BusListener listener;
    private final Queue<BusSignal> signals = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();

    Signals(BusListener listener) {
        this.listener = listener;
    }

    void add(BusSignal signal) {
        signals.add(signal);
    }

    /** Tells what was added. To be called without a monitor. */
    void tell() {
        while (!signals.isEmpty() && telling.compareAndSet(false, true)) {
            try {
                for (BusSignal signal = signals.poll(); signal != null; signal = signals.poll()) {
                    listener.on(signal);
                }
            } finally {
                telling.set(false);
            }
        }
    }
}
