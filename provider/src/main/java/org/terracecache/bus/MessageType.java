package org.terracecache.bus;

import org.jspecify.annotations.Nullable;

/** What a mutation did, as its message says. */
public enum MessageType {
    /** Values were written. */
    WRITTEN(1),
    /** Entries were removed, or would have been. */
    REMOVED(2),
    /** Loaded values were stored: nothing that was there has changed, only remembered misses end. */
    FILLED(3),
    /** A cache was emptied. */
    CLEARED(4),
    /** All entries with a tag were removed. */
    TAG_REMOVED(5),
    /** Entries' lives were over. */
    EXPIRED(6);

    private static final MessageType[] ALL = values();

    private final int code;

    MessageType(int code) {
        this.code = code;
    }

    /** The byte that stands for the type in an encoded message: 1 to 6. */
    public int code() {
        return code;
    }

    static @Nullable MessageType of(int code) {
        return code >= 1 && code <= ALL.length ? ALL[code - 1] : null;
    }
}
