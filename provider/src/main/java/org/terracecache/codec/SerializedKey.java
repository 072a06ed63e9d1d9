package org.terracecache.codec;

import java.util.Arrays;

/**
 * A key that is known by its encoded bytes, in memory as in the store: its class has no canonical encoding, or a codec of
 * the application's. Equal if the bytes are. Immutable, safe for use by many threads.
 */
public final class SerializedKey {
    private final byte[] bytes;
    private final int hash;

    /** Takes over the bytes. */
    SerializedKey(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** The whole encoding, to be read only. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SerializedKey that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Says how large the key is, and nothing of what it holds. */
    @Override
    public String toString() {
        return "SerializedKey[" + bytes.length + " bytes]";
    }
}
