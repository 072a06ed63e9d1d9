package org.terracecache;

/**
 * A listener's registration at a {@link Hub}. Safe for use by many threads.
 */
public interface Subscription extends AutoCloseable {
    /** Ends the subscription: after this returns, no further call of the listener begins. Calling it again has no effect. */
    @Override
    void close();

    /**
     * Tells whether the listener still hears events.
     *
     * @return false after {@link #close}, after the one event of a {@code once}, and after the cache was closed
     */
    boolean isActive();

    /**
     * How many calls of the listener have ended, failed ones included.
     *
     * @return the count since the subscription began
     */
    long delivered();

    /**
     * How many events were dropped because the queue was full or the subscription ended before they were delivered.
     *
     * @return the count since the subscription began
     */
    long dropped();

    /**
     * How many calls of the listener ended with an exception.
     *
     * @return the count since the subscription began
     */
    long failed();

    /**
     * How many events wait in the listener's queue.
     *
     * @return the count now, 0 for a synchronous listener
     */
    long pending();
}
