package org.terracecache.remote;

import org.terracecache.entry.Payload;
import org.terracecache.entry.Version;

/** What must be so in the store when a mutation of a key runs; otherwise the key is left alone. Only live entries are there. */
public sealed interface Condition {
    /** Nothing. */
    Condition ANY = new Any();

    /** That there is no entry. */
    Condition ABSENT = new Absent();

    /** That there is an entry. */
    Condition PRESENT = new Present();

    /** Always met, also by bytes that are no entry: they are replaced. */
    record Any() implements Condition {}

    /** There is no entry. */
    record Absent() implements Condition {}

    /** There is an entry. */
    record Present() implements Condition {}

    /**
     * There is an entry with this codec and these bytes.
     *
     * @param payload what must be there
     */
    record SameBytes(Payload payload) implements Condition {}

    /**
     * There is an entry with this number and this stamp.
     *
     * @param version the entry's version
     */
    record SameVersion(Version version) implements Condition {}

    /**
     * The ticket is still there and stands: nothing was done to the key since it was left.
     *
     * @param ticket the ticket, as it came with the miss
     * @param absent whether there must be no entry, too
     */
    record TicketStands(LoadTicket ticket, boolean absent) implements Condition {}

    /**
     * For a refresh: the entry is still the one that the load set out from.
     *
     * @param version the entry's version then
     */
    record Refresh(Version version) implements Condition {}
}
