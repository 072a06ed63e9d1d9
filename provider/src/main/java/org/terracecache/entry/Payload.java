package org.terracecache.entry;

import java.util.Arrays;

/**
 * An encoded value: which codec wrote it, and its bytes. Equal if both are. The bytes are not copied: who has handed them
 * over, or has asked for them, does not change them. Never null.
 */
public final class Payload {
    /** The largest id of a codec. */
    public static final int MAX_CODEC = 0xFFFF;

    private final int codec;
    private final byte[] bytes;

    private Payload(int codec, byte[] bytes) {
        this.codec = codec;
        this.bytes = bytes;
    }

    /**
     * A payload.
     *
     * @param codec the codec's id, from 0 to {@link #MAX_CODEC}
     * @param bytes the encoded value, not copied
     * @throws IllegalArgumentException if there is no such id
     */
    public static Payload of(int codec, byte[] bytes) {
        if (codec < 0 || codec > MAX_CODEC) {
            throw new IllegalArgumentException("A codec id is from 0 to " + MAX_CODEC + ", not " + codec);
        }
        return new Payload(codec, bytes);
    }

    /** The codec's id. */
    public int codec() {
        return codec;
    }

    /** The bytes themselves, to be read only. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && codec == that.codec && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * codec + Arrays.hashCode(bytes);
    }

    /** Says how large the payload is, and nothing of what it holds. */
    @Override
    public String toString() {
        return "Payload[codec=" + codec + ", " + bytes.length + " bytes]";
    }
}
