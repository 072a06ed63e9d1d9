package org.terracecache.memory;

import org.jspecify.annotations.Nullable;

/**
 * A change of an entry.
 *
 * @param mutation what it demands of what is there
 * @param expected the very value that must be there, or the load's {@link Ticket}; null where the mutation asks for neither
 * @param value the value to store, null to remove
 * @param lives how long the value lives
 * @param old whether what was there is wanted; a memory layer always tells
 */
public record Change(
        Mutation mutation,
        @Nullable Object expected,
        @Nullable Object value,
        Lives lives,
        boolean old) {
    /** A change whose prior value is not asked for. */
    public Change(Mutation mutation, @Nullable Object expected, @Nullable Object value, Lives lives) {
        this(mutation, expected, value, lives, false);
    }

    /** The same change, and what was there is wanted or not. */
    public Change wantingOld(boolean wanted) {
        return wanted == old ? this : new Change(mutation, expected, value, lives, wanted);
    }

    /** A store that demands no particular value. */
    public static Change store(Mutation mutation, Object value, Lives lives) {
        return new Change(mutation, null, value, lives);
    }

    /** A removal that demands no particular value. */
    public static Change remove(Mutation mutation) {
        return new Change(mutation, null, null, Lives.FOREVER);
    }
}
