package org.terracecache.remote;

import java.util.List;

/**
 * Publishes a heartbeat to this node's own channel, with the state of buckets, and prolongs the node's wishes in them: it
 * writes, so a demoted primary refuses it. Not retried: a heartbeat that is late is of no use.
 *
 * @param buckets the buckets, all of one server
 * @param nonce by which the node knows the heartbeat again
 * @param wishMillis for how long the node's wishes are good from now on, in milliseconds, positive
 */
public record Beat(List<Integer> buckets, long nonce, long wishMillis) implements Command<Done> {
    /** A heartbeat. Throws {@link IllegalArgumentException} if there is no bucket, or no life for wishes. */
    public Beat {
        buckets = List.copyOf(buckets);
        buckets.forEach(Command::requireBucket);
        if (buckets.isEmpty() || wishMillis <= 0) {
            throw new IllegalArgumentException("A heartbeat needs buckets and a life for wishes");
        }
    }

    @Override
    public Done on(Operations operations) {
        return operations.beat(this);
    }

    @Override
    public boolean isMutation() {
        return true;
    }
}
