package org.terracecache.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Parts of bytes, each with its length before it in decimal and a colon: {@code 3:abc2:de}. Read one after the other. */
final class Netstrings {
    /** Lengths have so few digits. */
    private static final int MAXIMUM_DIGITS = 9;

    private final byte[] bytes;
    private int position;

    Netstrings(byte[] bytes, int from) {
        this.bytes = bytes;
        this.position = from;
    }

    static void append(ByteArrayOutputStream out, byte[] part) {
        out.writeBytes(Integer.toString(part.length).getBytes(US_ASCII));
        out.write(':');
        out.writeBytes(part);
    }

    boolean hasNext() {
        return position < bytes.length;
    }

    /** @throws Refusal.Refused if there is no whole part */
    byte[] next() {
        int length = length();
        if (length > bytes.length - position) {
            throw new Refusal.Refused(Refusal.malformed("a part is longer than the whole"));
        }
        int from = position;
        position += length;
        return Arrays.copyOfRange(bytes, from, position);
    }

    private int length() {
        int length = 0;
        for (int digits = 0; digits <= MAXIMUM_DIGITS && position < bytes.length; digits++) {
            byte next = bytes[position++];
            if (next == ':' && digits > 0) {
                return length;
            }
            if (next < '0' || next > '9' || digits == MAXIMUM_DIGITS) {
                break;
            }
            length = 10 * length + next - '0';
        }
        throw new Refusal.Refused(Refusal.malformed("a part has no length"));
    }
}
