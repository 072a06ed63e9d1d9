package org.terracecache.remote;

import org.terracecache.bus.MessageType;

/**
 * Removes all entries of a cache in a bucket that have a tag: sets the tag's mark to a new version. Takes the same time
 * whatever is stored.
 *
 * @param bucket the bucket
 * @param cache the cache
 * @param stamp the mutation's random number
 * @param tag the tag, not empty
 */
public record RemoveTag(int bucket, String cache, long stamp, String tag) implements Mutation {
    /** A removal. Throws {@link IllegalArgumentException} if there is no such bucket, or the tag is empty. */
    public RemoveTag {
        Command.requireBucket(bucket);
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("A tag may not be empty");
        }
    }

    @Override
    public MessageType told(Mutated answer) {
        return MessageType.TAG_REMOVED;
    }

    @Override
    public Mutated on(Operations operations) {
        return operations.removeTag(this);
    }
}
