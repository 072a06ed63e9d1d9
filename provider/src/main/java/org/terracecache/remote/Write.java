package org.terracecache.remote;

import java.util.List;
import org.terracecache.bus.MessageType;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Payload;

/**
 * Stores values. Each key whose condition is met gets its value, loses its load ticket and is named in the message; if there is
 * none, nothing happens and no version is used. A value whose life is over at once is not stored, and what was there goes away; a
 * message that would name only such keys has the type {@link MessageType#EXPIRED}.
 *
 * @param bucket the bucket
 * @param cache the cache
 * @param stamp the mutation's random number
 * @param type {@link MessageType#WRITTEN}, or {@link MessageType#FILLED} for loaded values
 * @param items the keys and values, no key twice
 */
public record Write(int bucket, String cache, long stamp, MessageType type, List<Item> items) implements Mutation {
    /**
     * A write of items that nobody changes.
     *
     * @throws IllegalArgumentException if there is no key or too many, or one twice, no such bucket, or the type does not fit
     */
    public Write {
        items = List.copyOf(items);
        Command.requireBucket(bucket);
        Command.requireKeys(items.size());
        Command.requireDistinct(items.stream().map(Item::key).toList());
        if (type != MessageType.WRITTEN && type != MessageType.FILLED) {
            throw new IllegalArgumentException("A write is not " + type);
        }
    }

    @Override
    public MessageType told(Mutated answer) {
        boolean stored = answer.results().stream()
                .anyMatch(result -> result.outcome() == Outcome.CREATED || result.outcome() == Outcome.UPDATED);
        return stored ? type : MessageType.EXPIRED;
    }

    @Override
    public Mutated on(Operations operations) {
        return operations.write(this);
    }

    /**
     * One key and its value.
     *
     * @param key the key
     * @param payload the value
     * @param tags the value's tags
     * @param condition what must be so
     * @param creation the life of a new entry
     * @param update the life of an entry that was there
     * @param old whether to tell what was there
     */
    public record Item(
            KeyBytes key,
            Payload payload,
            List<String> tags,
            Condition condition,
            Life creation,
            Life update,
            boolean old) {
        /** An item with a list that nobody changes. */
        public Item {
            tags = List.copyOf(tags);
        }

        /** An eternal value without tags, whatever is there. */
        public static Item of(KeyBytes key, Payload payload) {
            return of(key, payload, Condition.ANY);
        }

        /** An eternal value without tags. */
        public static Item of(KeyBytes key, Payload payload, Condition condition) {
            return new Item(key, payload, List.of(), condition, Life.ETERNAL, Life.UNCHANGED, false);
        }

        /** The same, with other lives. */
        public Item living(Life newCreation, Life newUpdate) {
            return new Item(key, payload, tags, condition, newCreation, newUpdate, old);
        }

        /** The same, with tags. */
        public Item tagged(String... newTags) {
            return new Item(key, payload, List.of(newTags), condition, creation, update, old);
        }

        /** The same, and what was there is wanted. */
        public Item withOld() {
            return new Item(key, payload, tags, condition, creation, update, true);
        }
    }
}
