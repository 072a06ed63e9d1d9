package org.terracecache.bus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;

/** Writes big-endian numbers, and texts and bytes with their lengths before them. Not safe for use by many threads. */
final class ByteWriter {
    private static final int MAX_U16 = 0xFFFF;

    private ByteBuffer out = ByteBuffer.allocate(128);

    ByteWriter u8(int value) {
        room(1).put((byte) value);
        return this;
    }

    ByteWriter u16(int value) {
        if (value < 0 || value > MAX_U16) {
            throw new IllegalArgumentException(value + " does not fit 16 bits");
        }
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    ByteWriter u32(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    ByteWriter i64(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    ByteWriter version(Version version) {
        return i64(version.number()).i64(version.stamp());
    }

    ByteWriter text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        u16(bytes.length).room(bytes.length).put(bytes);
        return this;
    }

    ByteWriter key(KeyBytes key) {
        return bytes(key.toBytes());
    }

    ByteWriter bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            return u32(-1);
        }
        u32(bytes.length).room(bytes.length).put(bytes);
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(out.array(), out.position());
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            byte[] larger =
                    Arrays.copyOf(out.array(), Math.max(2 * out.capacity(), Math.addExact(out.position(), bytes)));
            out = ByteBuffer.wrap(larger).position(out.position());
        }
        return out;
    }
}
