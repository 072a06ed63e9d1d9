package org.terracecache.remote;

/**
 * Carries to a node what the scripts publish. Safe for any thread. It does not reconnect, judge or decode: when a
 * subscription is lost it is lost, and who needs another one asks for it.
 */
public interface BusTransport extends AutoCloseable {
    /**
     * Begins a new subscription to the channels of all buckets, of this node's heartbeats, and of announcements. Returns
     * at once; what happens is told to the subscriber.
     */
    BusSubscription subscribe(BusSubscriber subscriber);

    /** Abandons all subscriptions. Repeated calls do nothing. */
    @Override
    void close();
}
