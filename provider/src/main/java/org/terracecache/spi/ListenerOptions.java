package org.terracecache.spi;

import java.util.Objects;

/**
 * How a listener is told. Immutable.
 *
 * @param synchronous whether the operation waits for the listener, default false
 * @param queueCapacity how many events may wait for an asynchronous listener, 1 to 16,777,216, default 16,384
 * @param overflow what happens when the queue is full, default {@link Overflow#DROP_OLDEST}
 * @param oldValueRequired whether {@code Written} events carry the value before, default false
 */
public record ListenerOptions(boolean synchronous, int queueCapacity, Overflow overflow, boolean oldValueRequired) {
    /** The largest queue capacity. */
    public static final int MAXIMUM_QUEUE_CAPACITY = 1 << 24;

    private static final ListenerOptions DEFAULTS = new ListenerOptions(false, 16_384, Overflow.DROP_OLDEST, false);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if the capacity is out of its range
     * @throws NullPointerException if the overflow policy is null
     */
    public ListenerOptions {
        Objects.requireNonNull(overflow, "overflow");
        if (queueCapacity < 1 || queueCapacity > MAXIMUM_QUEUE_CAPACITY) {
            throw new IllegalArgumentException("A listener's queue capacity must be between 1 and "
                    + MAXIMUM_QUEUE_CAPACITY + ", not " + queueCapacity);
        }
    }

    /**
     * The defaults.
     *
     * @return the options, never null
     */
    public static ListenerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * These options, but synchronous or not.
     *
     * @param value whether the operation waits for the listener
     * @return the options, never null
     */
    public ListenerOptions withSynchronous(boolean value) {
        return new ListenerOptions(value, queueCapacity, overflow, oldValueRequired);
    }

    /**
     * These options, but with another queue capacity.
     *
     * @param value how many events may wait, 1 to {@value #MAXIMUM_QUEUE_CAPACITY}
     * @return the options, never null
     */
    public ListenerOptions withQueueCapacity(int value) {
        return new ListenerOptions(synchronous, value, overflow, oldValueRequired);
    }

    /**
     * These options, but with another overflow policy.
     *
     * @param value what happens when the queue is full, not null
     * @return the options, never null
     */
    public ListenerOptions withOverflow(Overflow value) {
        return new ListenerOptions(synchronous, queueCapacity, value, oldValueRequired);
    }

    /**
     * These options, but with or without old values.
     *
     * @param value whether {@code Written} events carry the value before
     * @return the options, never null
     */
    public ListenerOptions withOldValueRequired(boolean value) {
        return new ListenerOptions(synchronous, queueCapacity, overflow, value);
    }
}
