package org.terracecache.remote;

import java.util.List;
import org.terracecache.bus.MessageType;
import org.terracecache.entry.KeyBytes;

/**
 * Removes entries. A key whose condition is met loses its entry and its load ticket and is named in the message, also when
 * there was no entry: a load of it may be under way, or a memory may hold an old one. If there is no such key, nothing happens.
 *
 * @param bucket the bucket
 * @param cache the cache
 * @param stamp the mutation's random number
 * @param type {@link MessageType#REMOVED}, or {@link MessageType#EXPIRED} for entries whose lives are over
 * @param items the keys, none twice
 */
public record Remove(int bucket, String cache, long stamp, MessageType type, List<Item> items) implements Mutation {
    /**
     * A removal of items that nobody changes.
     *
     * @throws IllegalArgumentException if there is no key or too many, or one twice, no such bucket, or the type does not fit
     */
    public Remove {
        items = List.copyOf(items);
        Command.requireBucket(bucket);
        Command.requireKeys(items.size());
        Command.requireDistinct(items.stream().map(Item::key).toList());
        if (type != MessageType.REMOVED && type != MessageType.EXPIRED) {
            throw new IllegalArgumentException("A removal is not " + type);
        }
    }

    @Override
    public MessageType told(Mutated answer) {
        return type;
    }

    @Override
    public Mutated on(Operations operations) {
        return operations.remove(this);
    }

    /**
     * One key.
     *
     * @param key the key
     * @param condition what must be so
     * @param old whether to tell what was there
     */
    public record Item(KeyBytes key, Condition condition, boolean old) {
        /** A key, whatever is there. */
        public static Item of(KeyBytes key) {
            return new Item(key, Condition.ANY, false);
        }
    }
}
