package org.terracecache.bus;

import java.util.ArrayList;
import java.util.List;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;

/**
 * The encoded form of {@link Message}s. Decoding trusts nothing: it accepts exactly what the layout says, takes no more memory than
 * the bytes justify, and gives an {@link UndecodableException} for everything else. Stateless; no argument may be null.
 */
public final class Messages {
    /** The first byte of everything that goes over the bus. */
    static final int FORMAT = 1;

    /** The most keys that one message may name. */
    public static final int MAX_KEYS = 1 << 16;

    /** Scripts count in doubles: versions beyond this one would not be exact. */
    private static final long MAX_VERSION = (1L << 53) - 1;

    private static final int WITH_VALUES = 1;
    private static final int LEAST_KEY_BYTES = Integer.BYTES;

    private Messages() {}

    /** Encodes a message. Throws {@link IllegalArgumentException} if it has parts that the layout has no room for. */
    public static byte[] encode(Message message) {
        if (message.keys().size() > MAX_KEYS) {
            throw new IllegalArgumentException(message.keys().size() + " keys in one message");
        }
        ByteWriter out = new ByteWriter()
                .u8(FORMAT)
                .u8(message.type().code())
                .u8(message.values().isEmpty() ? 0 : WITH_VALUES)
                .u16(message.bucket())
                .i64(message.incarnation())
                .version(message.version())
                .version(message.previous())
                .text(message.cache())
                .text(message.origin())
                .text(message.tag())
                .u32(message.keys().size());
        message.keys().forEach(out::key);
        for (ValueChange change : message.values()) {
            out.bytes(change.sharedBefore()).bytes(change.sharedAfter());
        }
        return out.toBytes();
    }

    /** Decodes a message. */
    public static Message decode(byte[] bytes) throws UndecodableException {
        ByteReader in = new ByteReader(bytes);
        format(in);
        MessageType type = MessageType.of(in.u8("type"));
        if (type == null) {
            throw new UndecodableException("type: unknown");
        }
        int flags = flags(in, WITH_VALUES);
        int bucket = in.u16("bucket");
        long incarnation = in.i64("incarnation");
        Version version = version(in, "version");
        Version previous = version(in, "previous version");
        String cache = in.text("cache");
        String origin = in.text("origin");
        String tag = in.text("tag");
        List<KeyBytes> keys = keys(in);
        List<ValueChange> values = flags == WITH_VALUES ? values(in, keys.size()) : List.of();
        in.end();
        Message message = new Message(bucket, incarnation, version, previous, type, cache, keys, tag, origin, values);
        checkSense(message);
        return message;
    }

    static void format(ByteReader in) throws UndecodableException {
        if (in.u8("format") != FORMAT) {
            throw new UndecodableException("format: unknown");
        }
    }

    static int flags(ByteReader in, int known) throws UndecodableException {
        int flags = in.u8("flags");
        if ((flags & ~known) != 0) {
            throw new UndecodableException("flags: unknown");
        }
        return flags;
    }

    static Version version(ByteReader in, String field) throws UndecodableException {
        long number = in.i64(field);
        long stamp = in.i64(field);
        if (number < 0 || number > MAX_VERSION) {
            throw new UndecodableException(field + ": out of range");
        }
        return new Version(number, stamp);
    }

    private static List<KeyBytes> keys(ByteReader in) throws UndecodableException {
        int count = in.count("keys", MAX_KEYS, LEAST_KEY_BYTES);
        List<KeyBytes> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(in.key());
        }
        return keys;
    }

    private static List<ValueChange> values(ByteReader in, int count) throws UndecodableException {
        List<ValueChange> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(ValueChange.of(in.bytes("old value"), in.bytes("new value")));
        }
        return values;
    }

    private static void checkSense(Message message) throws UndecodableException {
        if (!message.version().isAfter(message.previous())) {
            throw new UndecodableException("version: not after the previous one");
        }
        boolean keyless = message.type() == MessageType.CLEARED || message.type() == MessageType.TAG_REMOVED;
        if (keyless && !message.keys().isEmpty()) {
            throw new UndecodableException("keys: none belong to this type");
        }
        if (message.tag().isEmpty() == (message.type() == MessageType.TAG_REMOVED)) {
            throw new UndecodableException("tag: belongs to the removal of a tag, and only to that");
        }
    }
}
