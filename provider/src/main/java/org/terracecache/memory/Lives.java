package org.terracecache.memory;

/**
 * How long a stored value lives, in nanoseconds from now: as a new entry, and as a new value of an entry that is there.
 *
 * @param create the life of a new entry, {@link #NONE} if it is not to be stored at all
 * @param update the life after an update, {@link #UNCHANGED} to leave the deadline as it is
 */
public record Lives(long create, long update) {
    /** Without end. */
    public static final long ETERNAL = Long.MAX_VALUE;

    /** Over at once. */
    public static final long NONE = 0;

    /** The deadline stays what it is. */
    public static final long UNCHANGED = -1;

    /** For caches whose entries never expire. */
    public static final Lives FOREVER = new Lives(ETERNAL, UNCHANGED);
}
