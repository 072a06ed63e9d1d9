package org.terracecache.entry;

import java.util.Arrays;
import java.util.HexFormat;

/** The encoded form of a key: immutable, equal if the bytes are. */
public final class KeyBytes {
    private final byte[] bytes;
    private final int hash;

    private KeyBytes(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** A key of these bytes, which are copied. */
    public static KeyBytes of(byte[] bytes) {
        return new KeyBytes(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** A new array of the prefix and this key's bytes. */
    public byte[] prefixed(byte[] prefix) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + bytes.length);
        System.arraycopy(bytes, 0, joined, prefix.length, bytes.length);
        return joined;
    }

    /** Continues a hash of the kind that multiplies and takes one byte after the other. */
    long fold(long hash, long prime) {
        long folded = hash;
        for (byte b : bytes) {
            folded = (folded ^ (b & 0xFF)) * prime;
        }
        return folded;
    }

    /** How many bytes there are. */
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyBytes that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
