package org.terracecache.remote;

import java.util.List;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;

/**
 * Reads entries of one bucket; the answer has one value per key, in their order. Runs on the write path, so that a demoted
 * primary refuses it.
 *
 * @param bucket the bucket
 * @param cache the cache
 * @param keys the keys, each with the version that is known of it
 * @param part how much of an entry is wanted
 * @param tickets for which keys a load ticket is left, or the one there is found
 * @param ticketMillis the life of a new ticket, in milliseconds, positive if tickets are wanted
 */
public record Read(int bucket, String cache, List<Item> keys, Part part, Tickets tickets, long ticketMillis)
        implements Command<Values> {
    /**
     * A read of keys that nobody changes.
     *
     * @throws IllegalArgumentException if there is no key or too many, no such bucket, or a ticket without a life
     */
    public Read {
        keys = List.copyOf(keys);
        Command.requireBucket(bucket);
        Command.requireKeys(keys.size());
        if (tickets != Tickets.NONE && ticketMillis <= 0) {
            throw new IllegalArgumentException("A load ticket needs a life");
        }
    }

    /** A read of one whole entry, without a ticket. */
    public static Read of(int bucket, String cache, KeyBytes key) {
        return new Read(bucket, cache, List.of(Item.of(key)), Part.ENTRY, Tickets.NONE, 0);
    }

    /** A read of one whole entry that leaves a ticket if there is none. */
    public static Read forLoad(int bucket, String cache, KeyBytes key, long ticketMillis) {
        return new Read(bucket, cache, List.of(Item.of(key)), Part.ENTRY, Tickets.WHERE_ABSENT, ticketMillis);
    }

    @Override
    public Values on(Operations operations) {
        return operations.read(this);
    }

    /** How much of an entry is wanted. */
    public enum Part {
        /** All. */
        ENTRY,
        /** Whether it is there, and its version. */
        VERSION
    }

    /** For which keys tickets are left. */
    public enum Tickets {
        /** For none. */
        NONE,
        /** For those without an entry. */
        WHERE_ABSENT,
        /** For all, to load what is there anew. */
        ALWAYS
    }

    /**
     * One key.
     *
     * @param key the key
     * @param known the version that the reader has; an entry that still has it is told as not modified. {@link Version#NONE}: it
     *     has none
     */
    public record Item(KeyBytes key, Version known) {
        /** A key of which nothing is known. */
        public static Item of(KeyBytes key) {
            return new Item(key, Version.NONE);
        }
    }
}
