package org.terracecache.bus;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The value of one key before and after a mutation, as its message tells them to those who asked for values. Immutable: bytes
 * are copied on their way in and out. Equal if the bytes are.
 */
public final class ValueChange {
    private final byte @Nullable [] before;
    private final byte @Nullable [] after;

    private ValueChange(byte @Nullable [] before, byte @Nullable [] after) {
        this.before = before;
        this.after = after;
    }

    /**
     * A change of one value.
     *
     * @param before the encoded value that was there, null if there was none
     * @param after the encoded value that is there now, null if there is none
     */
    public static ValueChange of(byte @Nullable [] before, byte @Nullable [] after) {
        return new ValueChange(copy(before), copy(after));
    }

    /** A copy of the value that was there, null if there was none. */
    public byte @Nullable [] before() {
        return copy(before);
    }

    /** A copy of the value that is there now, null if there is none. */
    public byte @Nullable [] after() {
        return copy(after);
    }

    byte @Nullable [] sharedBefore() {
        return before;
    }

    byte @Nullable [] sharedAfter() {
        return after;
    }

    private static byte @Nullable [] copy(byte @Nullable [] bytes) {
        return bytes == null ? null : bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueChange that
                && Arrays.equals(before, that.before)
                && Arrays.equals(after, that.after);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(before) + Arrays.hashCode(after);
    }

    /** Says how long the values are, never what they are. */
    @Override
    public String toString() {
        return length(before) + " -> " + length(after);
    }

    private static String length(byte @Nullable [] bytes) {
        return bytes == null ? "nothing" : bytes.length + " bytes";
    }
}
