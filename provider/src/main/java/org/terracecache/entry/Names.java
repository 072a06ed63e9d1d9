package org.terracecache.entry;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Names of namespaces and caches as they appear in keys: the characters that mean something in a key, a hash tag or a
 * pattern are percent-escaped, so that different names never share a key and no name is a pattern. Stateless.
 */
public final class Names {
    private static final String ESCAPED = "%:{}#*?[]\\";
    private static final String HEX = "0123456789ABCDEF";

    private Names() {}

    /** The name with each character of <code>% : { } # * ? [ ] \</code> as a percent sign and two upper-case hex digits. */
    public static String escape(String name) {
        StringBuilder escaped = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (ESCAPED.indexOf(c) < 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return escaped.toString();
    }

    /**
     * The UTF-8 of a name or tag.
     *
     * @param what what it is, to begin an error message with; the message does not repeat the text
     * @throws IllegalArgumentException if it is empty, longer than allowed, or has half a surrogate pair: two such texts could
     *     have the same bytes
     */
    public static byte[] utf8(String text, int mostBytes, String what) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + " may not be empty");
        }
        // A character never takes less than one byte: what is too long already is not encoded first.
        if (text.length() > mostBytes) {
            throw new IllegalArgumentException(what + " may have " + mostBytes + " bytes in UTF-8, and has more");
        }
        ByteBuffer encoded;
        try {
            encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(what + " has half a surrogate pair, which has no UTF-8", e);
        }
        if (encoded.remaining() > mostBytes) {
            throw new IllegalArgumentException(
                    what + " may have " + mostBytes + " bytes in UTF-8, not " + encoded.remaining());
        }
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
