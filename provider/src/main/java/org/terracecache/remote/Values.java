package org.terracecache.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.terracecache.entry.Entry;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/**
 * What was read.
 *
 * @param head the bucket
 * @param values one per key, in the order of the keys
 */
public record Values(ReplyHead head, List<Value> values) implements BucketAnswer {
    /** Values in a list that nobody changes. */
    public Values {
        values = List.copyOf(values);
    }

    /** What was read of one key. */
    public sealed interface Value {
        /** The ticket that was left or found, if one was wanted for such a key. */
        @Nullable Ticketed ticket();
    }

    /**
     * There is an entry.
     *
     * @param entry the entry
     * @param life what remains of its life: eternal, or more than 0
     * @param ticket the ticket, if wanted for all keys
     */
    public record Found(Entry entry, Life life, @Nullable Ticketed ticket) implements Value {}

    /**
     * There is an entry; it has the known version, or no more was wanted.
     *
     * @param version the entry's version
     * @param life what remains of its life: eternal, or more than 0
     * @param ticket the ticket, if wanted for all keys
     */
    public record Present(
            Version version, Life life, @Nullable Ticketed ticket) implements Value {}

    /**
     * There is no live entry.
     *
     * @param ticket the ticket, if wanted
     */
    public record Missing(@Nullable Ticketed ticket) implements Value {}

    /**
     * There is something that is no entry, or too large: to be counted, told, and taken as a miss.
     *
     * @param detail what is wrong, for people
     * @param ticket the ticket, if wanted
     */
    public record Unreadable(String detail, @Nullable Ticketed ticket) implements Value {}

    /**
     * A ticket, and whose it is.
     *
     * @param ticket the ticket
     * @param left whether this read left it; otherwise somebody else is loading already
     */
    public record Ticketed(LoadTicket ticket, boolean left) {}
}
