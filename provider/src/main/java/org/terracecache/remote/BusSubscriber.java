package org.terracecache.remote;

/**
 * Hears one subscription. Calls come one after the other, in the order in which the server sent what they tell. Messages may
 * come before the confirmation of all channels: they wait until the buckets' states have been compared. The bytes are untrusted
 * and the subscriber's own. What a call throws is logged, and the subscription counts as lost: something may have been missed.
 */
public interface BusSubscriber {
    /**
     * The server has confirmed every channel: whatever is published from now on arrives, or the loss is told.
     *
     * @param server the run id of the server that the subscription is on
     */
    void confirmed(String server);

    /** A message of a bucket. */
    void message(int bucket, byte[] bytes);

    /** A heartbeat of this node. */
    void heartbeat(byte[] bytes);

    /** An announcement of a node, perhaps this one. */
    void announcement(byte[] bytes);

    /**
     * The subscription is over, or there has never been one. The last call.
     *
     * @param detail why, for people; no credential
     */
    void lost(String detail);
}
