package org.terracecache.entry;

/**
 * The part of a stored entry that has a fixed width: all that scripts need to judge it.
 *
 * @param tombstone whether this is the mark of a removed entry, which is never live
 * @param codec which codec wrote the payload
 * @param tagsLength how many bytes the tags take
 * @param version the entry's version
 * @param incarnation the bucket's incarnation when the entry was written
 * @param expiryMillis when the entry's life is over by the store's clock, in milliseconds since the epoch; {@link #NO_EXPIRY}
 * @param creationMillis when the value was stored by the store's clock, in milliseconds since the epoch
 * @param payloadLength how many bytes the payload takes
 */
public record EntryHeader(
        boolean tombstone,
        int codec,
        int tagsLength,
        Version version,
        long incarnation,
        long expiryMillis,
        long creationMillis,
        int payloadLength) {
    /** The expiry of an entry that lives until it is removed or evicted. */
    public static final long NO_EXPIRY = 0;

    /** Whether the entry's life is over at a time of the store's clock, in milliseconds. */
    public boolean isExpiredAt(long nowMillis) {
        return expiryMillis != NO_EXPIRY && expiryMillis <= nowMillis;
    }
}
