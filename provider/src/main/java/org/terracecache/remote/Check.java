package org.terracecache.remote;

import java.util.List;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;

/**
 * Compares versions, for who has decided something by what it had read and changed nothing.
 *
 * @param bucket the bucket
 * @param cache the cache
 * @param items the keys and what was read
 */
public record Check(int bucket, String cache, List<Item> items) implements Command<Checked> {
    /** A check. Throws {@link IllegalArgumentException} if there is no key or too many, or no such bucket. */
    public Check {
        items = List.copyOf(items);
        Command.requireBucket(bucket);
        Command.requireKeys(items.size());
    }

    @Override
    public Checked on(Operations operations) {
        return operations.check(this);
    }

    /**
     * One key.
     *
     * @param key the key
     * @param expected the version that was read, {@link Version#NONE} if there was no entry
     */
    public record Item(KeyBytes key, Version expected) {}
}
