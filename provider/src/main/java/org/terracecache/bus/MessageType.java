package org.terracecache.bus;

/** What a mutation did, as its message says. */
public enum MessageType {
    /** Values were written. */
    WRITTEN,
    /** Entries were removed, or would have been. */
    REMOVED,
    /** Loaded values were stored: nothing that was there has changed, only remembered misses end. */
    FILLED,
    /** A cache was emptied. */
    CLEARED,
    /** All entries with a tag were removed. */
    TAG_REMOVED,
    /** Entries' lives were over. */
    EXPIRED
}
