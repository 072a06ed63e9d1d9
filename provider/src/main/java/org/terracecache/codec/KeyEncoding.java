package org.terracecache.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of canonical keys. A word, a colon, and what follows: texts for simple types ({@code s:abc}, {@code i:42}), parts
 * with their lengths for others. Equal keys have equal bytes: the elements of sets and the entries of maps are in the order
 * of their bytes.
 */
final class KeyEncoding {
    static final String ENUM = "e";
    static final String RECORD = "r";
    static final String LIST = "list";
    static final String SET = "set";
    static final String MAP = "map";

    /** A text that is not well-formed UTF-16, in 2 bytes per character. */
    static final String RAW_STRING = "S";

    static final String RAW_INTEGER = "N";

    /** The scale in 4 bytes, then the unscaled value. */
    static final String RAW_DECIMAL = "M";

    /** What stands for null within a key: no bytes at all. */
    private static final byte[] NULL = {};

    private KeyEncoding() {}

    static byte[] encode(@Nullable Object key) {
        if (key == null) {
            return NULL;
        }
        Leaf leaf = Leaf.of(key.getClass());
        if (leaf != null) {
            return encodeLeaf(leaf, key);
        }
        if (key instanceof Enum<?> constant) {
            return text(ENUM, constant.getDeclaringClass().getName() + ":" + constant.name());
        }
        if (key instanceof List<?> list) {
            return joined(LIST, encodeAll(list));
        }
        if (key instanceof Set<?> set) {
            return joined(SET, sorted(encodeAll(set)));
        }
        if (key instanceof Map<?, ?> map) {
            return joined(MAP, entries(map));
        }
        List<byte[]> parts = new ArrayList<>();
        parts.add(key.getClass().getName().getBytes(UTF_8));
        parts.addAll(encodeAll(Arrays.asList(RecordForm.of(key.getClass()).components(key))));
        return joined(RECORD, parts);
    }

    private static byte[] encodeLeaf(Leaf leaf, Object key) {
        if (key instanceof String string && !isWellFormed(string)) {
            return prefixed(RAW_STRING, characters(string));
        }
        if (Leaf.hasText(key)) {
            return text(leaf.word(), leaf.print(key));
        }
        if (key instanceof BigDecimal decimal) {
            byte[] unscaled = decimal.unscaledValue().toByteArray();
            return prefixed(
                    RAW_DECIMAL,
                    ByteBuffer.allocate(Integer.BYTES + unscaled.length)
                            .putInt(decimal.scale())
                            .put(unscaled)
                            .array());
        }
        return prefixed(RAW_INTEGER, ((BigInteger) key).toByteArray());
    }

    /** Whether each half of a surrogate pair has its other half. */
    static boolean isWellFormed(String text) {
        boolean high = false;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (high != Character.isLowSurrogate(next)) {
                return false;
            }
            high = Character.isHighSurrogate(next);
        }
        return !high;
    }

    /** Two bytes per character: the charset would not let halves pass. */
    static byte[] characters(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(Character.BYTES * text.length());
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    /** The text of these characters; an odd byte at the end is left out. */
    static String text(byte[] bytes, int from) {
        return ByteBuffer.wrap(bytes, from, bytes.length - from).asCharBuffer().toString();
    }

    private static List<byte[]> encodeAll(Collection<?> elements) {
        List<byte[]> parts = new ArrayList<>(elements.size());
        for (@Nullable Object element : elements) {
            parts.add(encode(element));
        }
        return parts;
    }

    private static List<byte[]> sorted(List<byte[]> parts) {
        parts.sort(Arrays::compareUnsigned);
        return parts;
    }

    private static List<byte[]> entries(Map<?, ?> map) {
        List<Map.Entry<byte[], byte[]>> entries = new ArrayList<>(map.size());
        map.forEach((key, value) -> entries.add(Map.entry(encode(key), encode(value))));
        entries.sort(Map.Entry.comparingByKey(Arrays::compareUnsigned));
        List<byte[]> parts = new ArrayList<>(2 * map.size());
        entries.forEach(entry -> {
            parts.add(entry.getKey());
            parts.add(entry.getValue());
        });
        return parts;
    }

    private static byte[] text(String word, String text) {
        return prefixed(word, text.getBytes(UTF_8));
    }

    /** A word, a colon and bytes. */
    static byte[] prefixed(String word, byte[] bytes) {
        byte[] prefix = (word + ":").getBytes(US_ASCII);
        byte[] whole = Arrays.copyOf(prefix, prefix.length + bytes.length);
        System.arraycopy(bytes, 0, whole, prefix.length, bytes.length);
        return whole;
    }

    private static byte[] joined(String word, List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((word + ":").getBytes(US_ASCII));
        parts.forEach(part -> Netstrings.append(out, part));
        return out.toByteArray();
    }
}
