package org.terracecache.remote;

import org.terracecache.bus.MessageType;

/**
 * Empties a cache in a bucket: raises the cache's watermark to a new version. Takes the same time whatever is stored.
 *
 * @param bucket the bucket
 * @param cache the cache
 * @param stamp the mutation's random number
 */
public record Clear(int bucket, String cache, long stamp) implements Mutation {
    /** A clear. Throws {@link IllegalArgumentException} if there is no such bucket. */
    public Clear {
        Command.requireBucket(bucket);
    }

    @Override
    public MessageType told(Mutated answer) {
        return MessageType.CLEARED;
    }

    @Override
    public Mutated on(Operations operations) {
        return operations.clear(this);
    }
}
