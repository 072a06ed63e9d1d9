package org.terracecache.remote;

/** One connection to the bus. Safe for any thread. */
public interface BusSubscription extends AutoCloseable {
    /**
     * Abandons the connection. No call of the subscriber begins after this has returned, not even the one about the loss; one
     * that is running may still be (and may be what calls this). Repeated calls do nothing.
     */
    @Override
    void close();
}
