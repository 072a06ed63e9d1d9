package org.terracecache.entry;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a stored entry: a header of fixed width, the tags, the payload ({@code src/docs/layers.md} has the table).
 * Decoding is strict: every byte must be accounted for, and what is not of this format is refused. No length in the bytes
 * decides how much is allocated before it was compared with what is really there. Stateless, for any thread.
 */
public final class EntryFormat {
    /** How many bytes the header has. */
    public static final int HEADER_BYTES = 56;

    /** The largest number of a version: beyond it the arithmetic of scripts is no longer exact. */
    public static final long MAX_VERSION = (1L << 53) - 1;

    static final short MAGIC = ('T' << 8) | 'e';
    static final byte FORMAT = 1;
    private static final int TOMBSTONE = 1;

    private EntryFormat() {}

    /**
     * Encodes an entry as a script would.
     *
     * @throws IllegalArgumentException if something is beyond the limits or the format
     */
    public static byte[] encode(Entry entry, Limits limits) {
        byte[] tags = Tags.encode(entry.tags(), limits);
        byte[] payload = entry.payload().bytes();
        EntryHeader header = entry.header();
        if (payload.length > limits.payloadBytes()) {
            throw new IllegalArgumentException(
                    "A value may have " + limits.payloadBytes() + " bytes when encoded, not " + payload.length);
        }
        requireMatch(header, entry.payload(), tags.length);
        return ByteBuffer.allocate(HEADER_BYTES + tags.length + payload.length)
                .putShort(MAGIC)
                .put(FORMAT)
                .put((byte) (header.tombstone() ? TOMBSTONE : 0))
                .putShort((short) header.codec())
                .putShort((short) tags.length)
                .putLong(header.version().number())
                .putLong(header.version().stamp())
                .putLong(header.incarnation())
                .putLong(header.expiryMillis())
                .putLong(header.creationMillis())
                .putInt(payload.length)
                .putInt(0)
                .put(tags)
                .put(payload)
                .array();
    }

    private static void requireMatch(EntryHeader header, Payload payload, int tagsLength) {
        if (header.payloadLength() != payload.bytes().length
                || header.tagsLength() != tagsLength
                || header.codec() != payload.codec()
                || !isVersion(header.version().number())
                || header.expiryMillis() < 0
                || header.creationMillis() < 0) {
            throw new IllegalArgumentException("The header does not describe the entry");
        }
    }

    /**
     * Decodes an entry.
     *
     * @param bytes all bytes of the entry; what the entry keeps of them is copied
     * @throws MalformedEntryException if they are not exactly one entry of a known format within the limits
     */
    public static Entry decode(byte[] bytes, Limits limits) throws MalformedEntryException {
        EntryHeader header = decodeHeader(bytes);
        if (header.payloadLength() > limits.payloadBytes()) {
            throw new MalformedEntryException("a payload of " + header.payloadLength() + " bytes");
        }
        long expected = (long) HEADER_BYTES + header.tagsLength() + header.payloadLength();
        if (bytes.length != expected) {
            throw new MalformedEntryException(bytes.length + " bytes where the header says " + expected);
        }
        int payloadAt = HEADER_BYTES + header.tagsLength();
        List<String> tags = Tags.decode(ByteBuffer.wrap(bytes, HEADER_BYTES, header.tagsLength()), limits);
        byte[] payload = Arrays.copyOfRange(bytes, payloadAt, bytes.length);
        return new Entry(header, tags, Payload.of(header.codec(), payload));
    }

    /**
     * Decodes the header alone.
     *
     * @param bytes at least the header's bytes
     * @throws MalformedEntryException if they do not begin with the header of a known format
     */
    public static EntryHeader decodeHeader(byte[] bytes) throws MalformedEntryException {
        if (bytes.length < HEADER_BYTES) {
            throw new MalformedEntryException(bytes.length + " bytes are no entry");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        require(in.getShort() == MAGIC, "another magic number");
        require(in.get() == FORMAT, "an unknown format");
        int flags = in.get();
        require((flags & ~TOMBSTONE) == 0, "an unknown flag");
        int codec = Short.toUnsignedInt(in.getShort());
        int tagsLength = Short.toUnsignedInt(in.getShort());
        Version version = new Version(in.getLong(), in.getLong());
        require(isVersion(version.number()), "a version out of range");
        long incarnation = in.getLong();
        long expiryMillis = in.getLong();
        long creationMillis = in.getLong();
        require(expiryMillis >= 0 && creationMillis >= 0, "a time out of range");
        int payloadLength = in.getInt();
        require(payloadLength >= 0, "a payload's length out of range");
        require(in.getInt() == 0, "a reserved field in use");
        return new EntryHeader(
                flags == TOMBSTONE,
                codec,
                tagsLength,
                version,
                incarnation,
                expiryMillis,
                creationMillis,
                payloadLength);
    }

    private static boolean isVersion(long number) {
        return number > 0 && number <= MAX_VERSION;
    }

    private static void require(boolean condition, String otherwise) throws MalformedEntryException {
        if (!condition) {
            throw new MalformedEntryException(otherwise);
        }
    }
}
