package org.terracecache.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Payload;

/**
 * How a cache's keys and values become bytes. Safe for any thread.
 *
 * @param <K> the type of the keys
 */
public interface EntryCodec<K> {
    /** The bytes by which a key, in stored form, is known everywhere. */
    KeyBytes encodeKey(K key);

    /**
     * The key of these bytes, in stored form.
     *
     * @throws UndecodableException if they are none, or not allowed
     */
    K decodeKey(KeyBytes bytes) throws UndecodableException;

    /**
     * A value's bytes.
     *
     * @param value the value in stored form
     * @throws javax.cache.CacheException if it cannot be encoded
     */
    Payload encode(Object value);

    /**
     * The value of these bytes, in stored form.
     *
     * @throws UndecodableException if they are none, or not allowed
     */
    Object decode(Payload payload) throws UndecodableException;

    /**
     * The value of the bytes with which a message tells it: its codec's id in two bytes, then its payload.
     *
     * @throws UndecodableException if they are none, or not allowed
     */
    default Object decodeTold(byte[] told) throws UndecodableException {
        int codec = codecTold(told);
        if (codec == CacheTrouble.NO_CODEC) {
            throw new UndecodableException("a value in a message is cut off", null);
        }
        return decode(Payload.of(codec, Arrays.copyOfRange(told, Short.BYTES, told.length)));
    }

    /** The codec's id of the bytes with which a message tells a value; {@link CacheTrouble#NO_CODEC} if they are cut off before. */
    static int codecTold(byte[] told) {
        return told.length < Short.BYTES ? CacheTrouble.NO_CODEC : ((told[0] & 0xFF) << 8) | (told[1] & 0xFF);
    }

    /** Bytes that are no key or value of the cache, or that it may not decode. */
    final class UndecodableException extends Exception {
        private static final long serialVersionUID = 1L;

        /** The message says what would mend it. */
        public UndecodableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
