package org.terracecache.entry;

import java.util.List;

/**
 * A stored entry, decoded as far as the store's own format goes: immutable, like what it holds.
 *
 * @param header the part of fixed width
 * @param tags the entry's tags, in the order in which they were given
 * @param payload the encoded value
 */
public record Entry(EntryHeader header, List<String> tags, Payload payload) {
    /** An entry with a list of tags that nobody changes. */
    public Entry {
        tags = List.copyOf(tags);
    }
}
