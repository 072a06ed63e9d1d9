package org.terracecache.spi;

/** What happens when an event meets a listener whose queue is full. Dropped events are counted and reported. */
public enum Overflow {
    /**
     * The operation waits until there is room. Operations that a listener makes do not wait, nor do those that the listener
     * itself waits for: the queue then exceeds its bound by them.
     */
    BLOCK,
    /**
     * The oldest waiting events are dropped: a sixteenth of the full queue at once, so that the threads that tell do not meet
     * at its head for each event.
     */
    DROP_OLDEST,
    /** The new event is dropped. */
    DROP_NEWEST
}
