package org.terracecache.codec;

import java.util.Arrays;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.spi.Serializer;

/**
 * One cache's values as bytes, and back. With a configured {@link Serializer} all values are its; without one, simple values
 * have compact forms, and others Java serialization with {@link ClassFilter allowed classes} only. Safe for use by many
 * threads.
 */
public final class ValueForms {
    /** The id of Java serialization. The ids from 2 to 15 are those of compact forms. */
    static final int SERIALIZED = 1;

    /** The id of enums and times, which have the form that they have as keys. */
    static final int AS_KEY = 16;

    private static final Logger LOG = LoggerFactory.getLogger(ValueForms.class);

    private final String cache;
    private final Class<?> valueType;
    private final @Nullable Serializer serializer;
    private final int maximumBytes;
    private final CanonicalKeys canonical;
    private final KeyDecoding decoding;
    private final JavaStreams streams;

    /**
     * The forms of a cache's values.
     *
     * @param cache the cache's name
     * @param loader the cache manager's class loader
     * @param valueType the cache's declared type of values
     * @param filter the classes that values from elsewhere may bring in
     * @param serializer the application's serializer, null for none
     * @param maximumBytes the longest encoding
     */
    public ValueForms(
            String cache,
            ClassLoader loader,
            Class<?> valueType,
            ClassFilter filter,
            @Nullable Serializer serializer,
            int maximumBytes) {
        ManagerClasses classes = new ManagerClasses(loader);
        this.cache = cache;
        this.valueType = valueType;
        this.serializer = serializer;
        this.maximumBytes = maximumBytes;
        this.canonical = new CanonicalKeys(classes, filter);
        this.decoding = new KeyDecoding(classes, filter);
        this.streams = new JavaStreams(classes, filter, maximumBytes);
    }

    /**
     * Encodes a value of the application's. Its classes count as allowed from now on.
     *
     * @throws CacheException if the value cannot be serialized, or is too long
     */
    public EncodedValue encode(Object value) {
        EncodedValue encoded = serializer == null ? builtIn(value) : custom(serializer, value);
        if (encoded.bytes().length > maximumBytes) {
            throw new CacheException(
                    subject() + " of the class " + value.getClass().getName() + " takes " + encoded.bytes().length
                            + " bytes, more than the " + maximumBytes + " that are allowed");
        }
        return encoded;
    }

    /** What events call the codec that writes such a value. */
    public String nameFor(Object value) {
        if (serializer != null) {
            return serializer.name();
        }
        CompactValue compact = CompactValue.of(value);
        return name(compact == null ? SERIALIZED : compact.id());
    }

    /** What events call the codec of that id. */
    public String name(int codec) {
        if (serializer != null && codec == serializer.id()) {
            return serializer.name();
        }
        if (codec == SERIALIZED) {
            return "java";
        }
        return codec == AS_KEY || CompactValue.of(codec) != null ? "compact" : "codec " + codec;
    }

    private EncodedValue builtIn(Object value) {
        CompactValue compact = CompactValue.of(value);
        if (compact != null) {
            return new EncodedValue(compact.id(), compact.write(value));
        }
        CanonicalKeys.Sort sort = canonical.sort(value.getClass());
        if (sort == CanonicalKeys.Sort.LEAF || sort == CanonicalKeys.Sort.ENUM) {
            Object form = canonical.of(value);
            if (form != CanonicalKeys.NONE) {
                return new EncodedValue(AS_KEY, KeyEncoding.encode(form));
            }
        }
        return new EncodedValue(SERIALIZED, streams.write(value, subject()));
    }

    private EncodedValue custom(Serializer by, Object value) {
        byte[] bytes;
        try {
            bytes = by.serialize(value);
        } catch (Exception e) {
            restoreInterrupt(e);
            throw new CacheException(
                    subject() + " of the class " + value.getClass().getName() + " cannot be serialized by " + by.name(),
                    e);
        }
        if (bytes == null) {
            throw new CacheException(by.name() + " made nothing of a value of the class "
                    + value.getClass().getName() + " for the cache " + cache);
        }
        return new EncodedValue(by.id(), bytes);
    }

    /**
     * Decodes a value from elsewhere, which is trusted in nothing.
     *
     * @param codec the id that stands beside the bytes
     * @param bytes the bytes, not changed
     * @return the value, shared with nobody
     * @throws UndecodableValueException if they are none of a value that this node takes
     */
    public Object decode(int codec, byte[] bytes) throws UndecodableValueException {
        try {
            if (bytes.length > maximumBytes) {
                throw refused("it is longer than " + maximumBytes + " bytes");
            }
            Object value = read(codec, bytes);
            if (!valueType.isInstance(value)) {
                throw new Refusal.Refused(Refusal.unusable(
                        "is not the cache's type of values, " + valueType.getName(),
                        value.getClass().getName()));
            }
            return value;
        } catch (Refusal.Refused e) {
            throw new UndecodableValueException(cache, e.refusal());
        }
    }

    private Object read(int codec, byte[] bytes) {
        if (serializer != null) {
            if (codec != serializer.id()) {
                throw refused("the codec " + codec + " wrote it, and this node is configured with " + serializer.name()
                        + ", " + serializer.id());
            }
            return read(serializer, bytes);
        }
        if (codec == SERIALIZED) {
            return streams.read(bytes);
        }
        if (codec == AS_KEY) {
            Object value = decoding.decode(bytes);
            if (value instanceof Enum<?> || (Leaf.of(value.getClass()) != null && CompactValue.of(value) == null)) {
                return value;
            }
            throw refused("it is not the form of such a value");
        }
        CompactValue compact = CompactValue.of(codec);
        if (compact == null) {
            throw refused("the codec " + codec + " wrote it, which this node does not have");
        }
        Object value = compact.read(bytes);
        if (CompactValue.of(value) != compact) {
            throw refused("it is not the form of such a value");
        }
        return value;
    }

    private Object read(Serializer by, byte[] bytes) {
        Object value;
        try {
            value = by.deserialize(Arrays.copyOf(bytes, bytes.length));
        } catch (Exception | LinkageError | StackOverflowError e) {
            restoreInterrupt(e);
            // The text of such an error may quote what was read.
            LOG.debug("[{}] {} failed", cache, by.name(), e);
            throw refused(by.name() + " failed (" + e.getClass().getName() + ")");
        }
        if (value == null) {
            throw refused(by.name() + " made nothing of it");
        }
        return value;
    }

    private static void restoreInterrupt(Throwable e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    private static Refusal.Refused refused(String reason) {
        return new Refusal.Refused(Refusal.malformed(reason));
    }

    private String subject() {
        return "A value of the cache " + cache;
    }
}
