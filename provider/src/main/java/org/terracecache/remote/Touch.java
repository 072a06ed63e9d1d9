package org.terracecache.remote;

import java.util.List;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;

/**
 * Gives entries that are still the same ones another life, counted from now on. No version is used, nothing is published. Who
 * calls sees to it that this happens not too often, and takes from the life what has passed since the access.
 *
 * @param bucket the bucket
 * @param cache the cache
 * @param items the keys and their lives
 */
public record Touch(int bucket, String cache, List<Item> items) implements Command<Touched> {
    /** A touch. Throws {@link IllegalArgumentException} if there is no key or too many, or no such bucket. */
    public Touch {
        items = List.copyOf(items);
        Command.requireBucket(bucket);
        Command.requireKeys(items.size());
    }

    @Override
    public Touched on(Operations operations) {
        return operations.touch(this);
    }

    @Override
    public boolean isMutation() {
        return true;
    }

    /**
     * One key.
     *
     * @param key the key
     * @param version the version of the entry that was accessed
     * @param life its life: eternal or more than 0. A life that is over is a {@link Remove} of the type expired
     */
    public record Item(KeyBytes key, Version version, Life life) {
        /** A key. Throws {@link IllegalArgumentException} if the life is over or unchanged. */
        public Item {
            if (life.equals(Life.OVER) || life.equals(Life.UNCHANGED)) {
                throw new IllegalArgumentException("A touch gives a life");
            }
        }
    }
}
