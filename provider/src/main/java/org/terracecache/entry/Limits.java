package org.terracecache.entry;

/**
 * How large things may be. What is larger is refused before it is sent, and is unreadable when it is found.
 *
 * @param keyBytes the longest encoded key
 * @param payloadBytes the longest encoded value
 * @param tags the most tags of one entry
 * @param tagBytes the longest tag in UTF-8
 * @param nameBytes the longest name of a cache or node in UTF-8
 */
public record Limits(int keyBytes, int payloadBytes, int tags, int tagBytes, int nameBytes) {
    /** Keys to 64 KiB, values to 16 MiB, 64 tags of 255 bytes, names to 1,024 bytes. */
    public static final Limits DEFAULT = new Limits(1 << 16, 1 << 24, 64, 255, 1024);

    /** What the format itself has room for. */
    private static final int WIDEST_SECTION = 0xFFFF;

    /**
     * Limits that fit the format.
     *
     * @throws IllegalArgumentException if one of them is not positive or beyond what the format has room for
     */
    public Limits {
        requireRange("keyBytes", keyBytes, Integer.MAX_VALUE >> 1);
        requireRange("payloadBytes", payloadBytes, Integer.MAX_VALUE >> 1);
        requireRange("tagBytes", tagBytes, WIDEST_SECTION);
        requireRange("nameBytes", nameBytes, WIDEST_SECTION);
        requireRange("tags", tags, WIDEST_SECTION / (tagBytes + Short.BYTES));
    }

    private static void requireRange(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("Limit " + name + " is from 1 to " + most + ", not " + value);
        }
    }

    /** The longest stored entry, in bytes. */
    public long entryBytes() {
        return (long) EntryFormat.HEADER_BYTES + WIDEST_SECTION + payloadBytes;
    }
}
