package org.terracecache.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads canonical keys from bytes of unknown origin. Classes that the filter does not allow are never looked up. What is
 * read is only what the bytes may mean: they are valid if it has these very bytes.
 */
final class KeyDecoding {
    /** The longest word before a colon. */
    private static final int MAXIMUM_WORD = 16;

    private static final int LEAST_RAW_DECIMAL = Integer.BYTES + 1;

    private final ManagerClasses classes;
    private final ClassFilter filter;

    KeyDecoding(ManagerClasses classes, ClassFilter filter) {
        this.classes = classes;
        this.filter = filter;
    }

    /**
     * Reads a key.
     *
     * @throws Refusal.Refused if the bytes are not those of a canonical key
     */
    Object decode(byte[] bytes) {
        @Nullable Object key;
        try {
            key = decode(bytes, 0);
        } catch (Refusal.Refused e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            // What parsers and constructors say may quote the bytes.
            throw refused("no value of its type could be made (" + e.getClass().getName() + ")");
        }
        if (key == null || !Arrays.equals(bytes, KeyEncoding.encode(key))) {
            throw refused("it is not the canonical form of a key");
        }
        return key;
    }

    /** The word that begins an encoding, empty if there is none. */
    static String word(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && end <= MAXIMUM_WORD && bytes[end] != ':') {
            end++;
        }
        return end < bytes.length && bytes[end] == ':' ? new String(bytes, 0, end, US_ASCII) : "";
    }

    private @Nullable Object decode(byte[] bytes, int depth) {
        if (bytes.length == 0) {
            return null;
        }
        if (depth > CanonicalKeys.MAXIMUM_DEPTH) {
            throw refused("it is nested too deeply");
        }
        String word = word(bytes);
        int from = word.length() + 1;
        return switch (word) {
            case "" -> throw refused("it does not begin as a key does");
            case KeyEncoding.ENUM -> constant(new String(bytes, from, bytes.length - from, UTF_8));
            case KeyEncoding.RECORD -> record(new Netstrings(bytes, from), depth);
            case KeyEncoding.LIST -> {
                List<@Nullable Object> elements = new ArrayList<>();
                decodeAll(new Netstrings(bytes, from), depth, elements);
                yield Containers.list(elements);
            }
            case KeyEncoding.SET -> {
                LinkedHashSet<@Nullable Object> elements = new LinkedHashSet<>();
                decodeAll(new Netstrings(bytes, from), depth, elements);
                yield Containers.set(elements);
            }
            case KeyEncoding.MAP -> map(new Netstrings(bytes, from), depth);
            default -> leaf(word, bytes, from);
        };
    }

    private static Object leaf(String word, byte[] bytes, int from) {
        int length = bytes.length - from;
        return switch (word) {
            case KeyEncoding.RAW_STRING -> KeyEncoding.text(bytes, from);
            case KeyEncoding.RAW_INTEGER -> new BigInteger(bytes, from, length);
            case KeyEncoding.RAW_DECIMAL -> decimal(bytes, from);
            default -> {
                Leaf leaf = Leaf.of(word);
                if (leaf == null) {
                    throw refused("it does not begin as a key does");
                }
                yield leaf.parse(new String(bytes, from, length, UTF_8));
            }
        };
    }

    private static BigDecimal decimal(byte[] bytes, int from) {
        int length = bytes.length - from;
        if (length < LEAST_RAW_DECIMAL) {
            throw refused("a number is too short");
        }
        BigInteger unscaled = new BigInteger(bytes, from + Integer.BYTES, length - Integer.BYTES);
        return new BigDecimal(unscaled, ByteBuffer.wrap(bytes, from, length).getInt());
    }

    private void decodeAll(Netstrings parts, int depth, Collection<@Nullable Object> into) {
        while (parts.hasNext()) {
            into.add(decode(parts.next(), depth + 1));
        }
    }

    private Object map(Netstrings parts, int depth) {
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        while (parts.hasNext()) {
            @Nullable Object key = decode(parts.next(), depth + 1);
            entries.put(key, decode(parts.next(), depth + 1));
        }
        return Containers.map(entries);
    }

    private Object constant(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw refused("an enum has no constant");
        }
        Class<?> type = allowed(text.substring(0, colon));
        Object constant =
                type.isEnum() ? CanonicalKeys.constantOf(type, text.substring(colon + 1)) : CanonicalKeys.NONE;
        if (constant == CanonicalKeys.NONE) {
            throw new Refusal.Refused(Refusal.unusable("has no such constant here", type.getName()));
        }
        return constant;
    }

    private Object record(Netstrings parts, int depth) {
        Class<?> type = allowed(new String(parts.next(), UTF_8));
        List<@Nullable Object> components = new ArrayList<>();
        decodeAll(parts, depth, components);
        Object made = RecordForm.suits(type)
                ? CanonicalKeys.record(RecordForm.of(type), components.toArray())
                : CanonicalKeys.NONE;
        if (made == CanonicalKeys.NONE) {
            throw new Refusal.Refused(Refusal.unusable("is no record of these components here", type.getName()));
        }
        return made;
    }

    private Class<?> allowed(String name) {
        if (!filter.allows(name)) {
            throw new Refusal.Refused(filter.refusal(name));
        }
        try {
            return classes.find(name);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new Refusal.Refused(Refusal.unusable("is unknown to the cache manager's class loader", name));
        }
    }

    private static Refusal.Refused refused(String reason) {
        return new Refusal.Refused(Refusal.malformed(reason));
    }
}
