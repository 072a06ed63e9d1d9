package org.terracecache.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The compact forms of simple values, each with an id of its own: part of the stored format, never to be reused. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum CompactValue {
    STRING(2, String.class, value -> ((String) value).getBytes(UTF_8), bytes -> new String(bytes, UTF_8)),

    /** A text with unpaired surrogates. */
    RAW_STRING(3, null, value -> KeyEncoding.characters((String) value), bytes -> KeyEncoding.text(bytes, 0)),

    BOOLEAN(4, Boolean.class, value -> new byte[] {(byte) ((boolean) value ? 1 : 0)}, bytes -> bytes[0] == 1),
    BYTE(5, Byte.class, value -> new byte[] {(byte) value}, bytes -> bytes[0]),
    SHORT(
            6,
            Short.class,
            value -> room(Short.BYTES).putShort((short) value).array(),
            bytes -> in(bytes).getShort()),
    CHARACTER(
            7,
            Character.class,
            value -> room(2).putChar((char) value).array(),
            bytes -> in(bytes).getChar()),
    INTEGER(
            8,
            Integer.class,
            value -> room(Integer.BYTES).putInt((int) value).array(),
            bytes -> in(bytes).getInt()),
    LONG(
            9,
            Long.class,
            value -> room(Long.BYTES).putLong((long) value).array(),
            bytes -> in(bytes).getLong()),
    FLOAT(
            10,
            Float.class,
            value -> room(Float.BYTES).putFloat((float) value).array(),
            bytes -> in(bytes).getFloat()),
    DOUBLE(
            11,
            Double.class,
            value -> room(Double.BYTES).putDouble((double) value).array(),
            bytes -> in(bytes).getDouble()),
    BIG_INTEGER(12, BigInteger.class, value -> ((BigInteger) value).toByteArray(), BigInteger::new),
    BIG_DECIMAL(13, BigDecimal.class, CompactValue::decimal, CompactValue::parseDecimal),
    UUID_(
            14,
            UUID.class,
            CompactValue::uuid,
            bytes -> new UUID(in(bytes).getLong(), in(bytes).getLong(Long.BYTES))),
    BYTES(15, byte[].class, value -> ((byte[]) value).clone(), byte[]::clone);

    private static final Map<Class<?>, CompactValue> BY_CLASS = new HashMap<>();
    private static final Map<Integer, CompactValue> BY_ID = new HashMap<>();

    static {
        for (CompactValue form : values()) {
            BY_ID.put(form.id, form);
            if (form.type != null) {
                BY_CLASS.put(form.type, form);
            }
        }
    }

    private final int id;
    private final @Nullable Class<?> type;
    private final Function<Object, byte[]> write;
    private final Function<byte[], Object> read;

    CompactValue(int id, @Nullable Class<?> type, Function<Object, byte[]> write, Function<byte[], Object> read) {
        this.id = id;
        this.type = type;
        this.write = write;
        this.read = read;
    }

    /** The form of a value, null if it has none. */
    static @Nullable CompactValue of(Object value) {
        CompactValue form = BY_CLASS.get(value.getClass());
        return form == STRING && !KeyEncoding.isWellFormed((String) value) ? RAW_STRING : form;
    }

    static @Nullable CompactValue of(int id) {
        return BY_ID.get(id);
    }

    int id() {
        return id;
    }

    byte[] write(Object value) {
        return write.apply(value);
    }

    /**
     * Reads a value.
     *
     * @throws Refusal.Refused if the bytes are not exactly those of one
     */
    Object read(byte[] bytes) {
        try {
            Object value = read.apply(bytes);
            if (Arrays.equals(bytes, write.apply(value))) {
                return value;
            }
        } catch (RuntimeException e) {
            // Too short: as said below.
        }
        throw new Refusal.Refused(Refusal.malformed("its bytes are not those of a " + name()));
    }

    private static ByteBuffer room(int bytes) {
        return ByteBuffer.allocate(bytes);
    }

    private static ByteBuffer in(byte[] bytes) {
        return ByteBuffer.wrap(bytes);
    }

    private static byte[] decimal(Object value) {
        BigDecimal decimal = (BigDecimal) value;
        byte[] unscaled = decimal.unscaledValue().toByteArray();
        return room(Integer.BYTES + unscaled.length)
                .putInt(decimal.scale())
                .put(unscaled)
                .array();
    }

    private static BigDecimal parseDecimal(byte[] bytes) {
        BigInteger unscaled = new BigInteger(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
        return new BigDecimal(unscaled, in(bytes).getInt());
    }

    private static byte[] uuid(Object value) {
        UUID uuid = (UUID) value;
        return room(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }
}
