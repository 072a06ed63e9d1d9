package org.terracecache.entry;

import java.util.List;

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

    /** What a script looks up at once. */
    private static final int MOST_TAGS = 1_000;

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
        requireRange("tags", tags, Math.min(MOST_TAGS, WIDEST_SECTION / (tagBytes + Short.BYTES)));
    }

    private static void requireRange(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("Limit " + name + " is from 1 to " + most + ", not " + value);
        }
    }

    /**
     * Refuses what is too large to be stored.
     *
     * @throws IllegalArgumentException if the key, the value or the tags are beyond the limits; the message says by how much
     */
    public void requireFit(KeyBytes key, Payload payload, List<String> entryTags) {
        requireFit(key);
        if (payload.bytes().length > payloadBytes) {
            throw new IllegalArgumentException(
                    "A value may have " + payloadBytes + " bytes when encoded, not " + payload.bytes().length);
        }
        Tags.encode(entryTags, this);
    }

    /** Refuses a key that is too long. Throws {@link IllegalArgumentException}. */
    public void requireFit(KeyBytes key) {
        if (key.length() > keyBytes) {
            throw new IllegalArgumentException(
                    "A key may have " + keyBytes + " bytes when encoded, not " + key.length());
        }
    }
}
