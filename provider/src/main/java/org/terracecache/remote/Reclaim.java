package org.terracecache.remote;

import java.util.List;
import org.terracecache.entry.KeyBytes;

/**
 * Gives back the space of entries that are dead: each is looked at again, in the same step that unlinks it. What is live, or
 * unreadable, stays. No version is used, nothing is published.
 *
 * @param bucket the bucket
 * @param cache the cache
 * @param keys the keys
 */
public record Reclaim(int bucket, String cache, List<KeyBytes> keys) implements Command<Reclaimed> {
    /** A reclaim. Throws {@link IllegalArgumentException} if there is no key or too many, or no such bucket. */
    public Reclaim {
        keys = List.copyOf(keys);
        Command.requireBucket(bucket);
        Command.requireKeys(keys.size());
    }

    @Override
    public Reclaimed on(Operations operations) {
        return operations.reclaim(this);
    }
}
