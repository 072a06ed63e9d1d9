package org.terracecache.bus;

/**
 * Hears what happens on the bus. Called without any monitor of this package held, by one thread at a time: one that told the bus something.
 * Must not throw, and must not wait.
 */
@FunctionalInterface
public interface BusListener {
    /** Something happened. Signals come in the order in which they happened. */
    void on(BusSignal signal);
}
