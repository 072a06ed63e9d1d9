package org.terracecache.codec;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.spi.KeyCodec;

/**
 * The forms of one cache's keys, where more than one node knows them: as the application has them, as they are stored in
 * memory, and as bytes. A key has one identity: two stored forms are equal exactly if their bytes are.
 *
 * <ul>
 *   <li>A key with a canonical form (see {@link CanonicalKeys}) is stored as that form, which keeps the key's own {@code
 *       equals}; lists, sets and maps become immutable ones.
 *   <li>A key of the configured {@link KeyCodec}'s type is a {@link SerializedKey} of the codec's bytes.
 *   <li>Any other serializable key is a {@link SerializedKey} of its serialized bytes.
 * </ul>
 *
 * <p>A stored form shares nothing that can change with the application's key, nor does what {@link #out} gives. Safe for use
 * by many threads.
 */
public final class KeyForms {
    private static final Logger LOG = LoggerFactory.getLogger(KeyForms.class);

    /** Begins the bytes of a key that is serialized, and of one that a codec encodes. */
    private static final String SERIALIZED = "x";

    private static final String CODEC = "k";
    private static final int PREFIX_BYTES = 2;

    private final String cache;
    private final Class<?> keyType;
    private final boolean takesContainers;
    private final @Nullable KeyCodec<?> codec;
    private final int maximumBytes;
    private final CanonicalKeys canonical;
    private final KeyDecoding decoding;
    private final JavaStreams streams;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * The forms of a cache's keys.
     *
     * @param cache the cache's name
     * @param loader the cache manager's class loader
     * @param keyType the cache's declared type of keys
     * @param filter the classes that keys from elsewhere may bring in
     * @param codec the application's codec, null for none
     * @param maximumBytes the longest encoding
     */
    public KeyForms(
            String cache,
            ClassLoader loader,
            Class<?> keyType,
            ClassFilter filter,
            @Nullable KeyCodec<?> codec,
            int maximumBytes) {
        ManagerClasses classes = new ManagerClasses(loader);
        this.cache = cache;
        this.keyType = keyType;
        this.takesContainers = Containers.canBeMadeFor(keyType);
        this.codec = codec;
        this.maximumBytes = maximumBytes;
        this.canonical = new CanonicalKeys(classes, filter);
        this.decoding = new KeyDecoding(classes, filter);
        this.streams = new JavaStreams(classes, filter, maximumBytes - PREFIX_BYTES);
    }

    /**
     * The form in which a key is stored in memory.
     *
     * @param key the application's key
     * @return the stored form; equal keys of a canonical type have equal ones, on every node
     * @throws CacheException if the key has no form: it is not serializable, too long, or its codec fails
     */
    public Object stored(Object key) {
        if (codec != null && codec.type().isInstance(key)) {
            return coded(codec, key);
        }
        CanonicalKeys.Sort sort = canonical.sort(key.getClass());
        if (sort == CanonicalKeys.Sort.LEAF) {
            return key;
        }
        Object form = sort == CanonicalKeys.Sort.OTHER || (sort.isContainer() && !takesContainers)
                ? CanonicalKeys.NONE
                : canonical.of(key);
        return form == CanonicalKeys.NONE ? serialized(key) : form;
    }

    private SerializedKey serialized(Object key) {
        SerializedKey serialized = new SerializedKey(KeyEncoding.prefixed(SERIALIZED, streams.write(key, subject())));
        String name = key.getClass().getName();
        if (warned.add(name)) {
            LOG.warn(
                    "[{}] Keys of the class {} have no canonical form, so they are known by their serialized bytes:"
                            + " equal keys that serialize differently are different keys. A {} for this class mends that"
                            + " (key-codec in the cache's configuration).",
                    cache,
                    name,
                    KeyCodec.class.getName());
        }
        return serialized;
    }

    private <K> SerializedKey coded(KeyCodec<K> by, Object key) {
        byte[] bytes;
        try {
            bytes = by.encode(by.type().cast(key));
        } catch (RuntimeException e) {
            throw new CacheException(
                    subject() + " of the class " + key.getClass().getName() + " cannot be encoded by "
                            + by.getClass().getName(),
                    e);
        }
        return new SerializedKey(KeyEncoding.prefixed(CODEC, bounded(bytes)));
    }

    /**
     * The bytes of a stored form: those by which the store and other nodes know the key.
     *
     * @param stored what {@link #stored} or {@link #decode} gave
     * @return the bytes, to be read only
     * @throws CacheException if they are too many
     */
    public byte[] encode(Object stored) {
        return stored instanceof SerializedKey serialized ? serialized.bytes() : bounded(KeyEncoding.encode(stored));
    }

    private byte[] bounded(byte[] bytes) {
        if (bytes.length > maximumBytes) {
            throw new CacheException(
                    subject() + " is too long: it takes " + bytes.length + " bytes of at most " + maximumBytes);
        }
        return bytes;
    }

    /**
     * The stored form of a key whose bytes came from the store or another node. The bytes are trusted in nothing. A {@link
     * SerializedKey} is not looked into before {@link #out} is asked for it.
     *
     * @param bytes the bytes, handed over
     * @return the stored form, whose bytes are exactly these
     * @throws UndecodableKeyException if they are not those of a key, or of one that this node does not take
     */
    public Object decode(byte[] bytes) throws UndecodableKeyException {
        if (bytes.length > maximumBytes) {
            throw undecodable(Refusal.malformed("it is longer than " + maximumBytes + " bytes"));
        }
        String word = KeyDecoding.word(bytes);
        if (word.equals(SERIALIZED)) {
            return new SerializedKey(bytes);
        }
        if (word.equals(CODEC)) {
            if (codec == null) {
                throw undecodable(Refusal.malformed("a key-codec wrote it, and this node has none"));
            }
            return new SerializedKey(bytes);
        }
        try {
            Object key = decoding.decode(bytes);
            if (!canonical.sort(key.getClass()).isContainer() || !Containers.fits(key, keyType)) {
                requireType(key);
            }
            return key;
        } catch (Refusal.Refused e) {
            throw undecodable(e.refusal());
        }
    }

    /**
     * The key as the application gets it.
     *
     * @param stored what {@link #stored} or {@link #decode} gave
     * @return the key, an object of its own if it can change
     * @throws UndecodableKeyException if it came from elsewhere as serialized bytes that this node does not take
     */
    public Object out(Object stored) throws UndecodableKeyException {
        if (stored instanceof SerializedKey serialized) {
            try {
                return requireType(object(serialized.bytes()));
            } catch (Refusal.Refused e) {
                throw undecodable(e.refusal());
            }
        }
        return switch (canonical.sort(stored.getClass())) {
            case RECORD -> canonical.of(stored);
            case LIST, SET, MAP -> Containers.as(keyType, stored);
            default -> stored;
        };
    }

    private Object object(byte[] bytes) {
        byte[] own = Arrays.copyOfRange(bytes, PREFIX_BYTES, bytes.length);
        if (KeyDecoding.word(bytes).equals(SERIALIZED)) {
            return streams.read(own);
        }
        KeyCodec<?> by = codec;
        try {
            Object key = by == null ? null : by.decode(own);
            if (key != null) {
                return key;
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.debug("[{}] The key-codec failed", cache, e);
        }
        throw new Refusal.Refused(Refusal.malformed("the key-codec takes its bytes for none of a key"));
    }

    private Object requireType(Object key) {
        if (!keyType.isInstance(key)) {
            throw new Refusal.Refused(Refusal.unusable(
                    "is not the cache's type of keys, " + keyType.getName(),
                    key.getClass().getName()));
        }
        return key;
    }

    private UndecodableKeyException undecodable(Refusal refusal) {
        return new UndecodableKeyException(cache, refusal);
    }

    private String subject() {
        return "A key of the cache " + cache;
    }
}
