package org.terracecache.bus;

import org.terracecache.entry.Version;

/**
 * What a reply says about one key.
 *
 * @param kind what was found or done
 * @param version the version of the entry, of the mutation, or, if the key is absent, the bucket's last one
 */
public record Answer(Kind kind, Version version) {
    /** What was found or done. */
    public enum Kind {
        /** The request wrote: the version is the new entry's. */
        WRITTEN,
        /** The request removed: the version is the removal's. */
        REMOVED,
        /** There is an entry of that version. */
        FOUND,
        /** The entry is still the one of that version, which the request named. */
        UNCHANGED,
        /** There was no entry when that was the bucket's last version. */
        ABSENT
    }
}
