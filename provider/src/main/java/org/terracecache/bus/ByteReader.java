package org.terracecache.bus;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.terracecache.entry.KeyBytes;

/**
 * Reads untrusted bytes: each length is compared with what is there before anything is allocated, and nothing may be left
 * over. Not safe for use by many threads.
 */
final class ByteReader {
    private static final int NONE = -1;

    private final ByteBuffer in;

    ByteReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    int u8(String field) throws UndecodableException {
        need(1, field);
        return Byte.toUnsignedInt(in.get());
    }

    int u16(String field) throws UndecodableException {
        need(Short.BYTES, field);
        return Short.toUnsignedInt(in.getShort());
    }

    long i64(String field) throws UndecodableException {
        need(Long.BYTES, field);
        return in.getLong();
    }

    /** A count of things that take at least so many bytes each. */
    int count(String field, int most, int bytesEach) throws UndecodableException {
        need(Integer.BYTES, field);
        long count = Integer.toUnsignedLong(in.getInt());
        if (count > most || count * bytesEach > in.remaining()) {
            throw new UndecodableException(field + ": too many");
        }
        return (int) count;
    }

    String text(String field) throws UndecodableException {
        int length = u16(field);
        need(length, field);
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException e) {
            throw new UndecodableException(field + ": not UTF-8");
        }
    }

    KeyBytes key() throws UndecodableException {
        byte @Nullable [] bytes = bytes("key");
        if (bytes == null) {
            throw new UndecodableException("key: missing");
        }
        return KeyBytes.of(bytes);
    }

    /** Bytes with their length before them, null if there are none. */
    byte @Nullable [] bytes(String field) throws UndecodableException {
        need(Integer.BYTES, field);
        int length = in.getInt();
        if (length == NONE) {
            return null;
        }
        if (length < 0) {
            throw new UndecodableException(field + ": cut off");
        }
        need(length, field);
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    void end() throws UndecodableException {
        if (in.hasRemaining()) {
            throw new UndecodableException("bytes left over");
        }
    }

    private void need(int bytes, String field) throws UndecodableException {
        if (in.remaining() < bytes) {
            throw new UndecodableException(field + ": cut off");
        }
    }
}
