package org.terracecache.bus;

/** Hears what happens on the bus. Called without any monitor of this package held, on the thread that told the bus; must not throw. */
@FunctionalInterface
public interface BusListener {
    /** Something happened. Signals that one call to the bus gives rise to come in order. */
    void on(BusSignal signal);
}
