package org.terracecache.codec;

/**
 * A value as it is kept outside of the process. The bytes are not copied: nobody changes them any more.
 *
 * @param codec the id of the codec that wrote it, from 1 to 65,535
 * @param bytes the encoded value
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and taken apart, never compared
public record EncodedValue(int codec, byte[] bytes) {
    /** Says how large the value is, and nothing of what it holds. */
    @Override
    public String toString() {
        return "EncodedValue[codec=" + codec + ", " + bytes.length + " bytes]";
    }
}
