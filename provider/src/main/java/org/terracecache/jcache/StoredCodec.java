package org.terracecache.jcache;

import java.util.function.Consumer;
import javax.cache.CacheException;
import org.terracecache.codec.EncodedValue;
import org.terracecache.codec.KeyForms;
import org.terracecache.codec.UndecodableKeyException;
import org.terracecache.codec.UndecodableValueException;
import org.terracecache.codec.ValueForms;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Payload;
import org.terracecache.layer.EntryCodec;

/** A cache's keys and values as bytes, by the forms that its configuration asks for. Stored keys are what {@link KeyForms} says. */
final class StoredCodec<K> implements EntryCodec<K> {
    private final KeyForms keys;
    private final ValueForms values;
    private final Consumer<CacheException> refusedKeys;

    /** {@code refusedKeys} hears why a key has no bytes. */
    StoredCodec(KeyForms keys, ValueForms values, Consumer<CacheException> refusedKeys) {
        this.keys = keys;
        this.values = values;
        this.refusedKeys = refusedKeys;
    }

    @Override
    public KeyBytes encodeKey(K key) {
        try {
            return KeyBytes.of(keys.encode(key));
        } catch (CacheException e) {
            refusedKeys.accept(e);
            throw e;
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the stored form of a K
    public K decodeKey(KeyBytes bytes) throws UndecodableException {
        try {
            return (K) keys.decode(bytes.toBytes());
        } catch (UndecodableKeyException e) {
            throw new UndecodableException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Payload encode(Object value) {
        EncodedValue encoded = values.encode(value);
        return Payload.of(encoded.codec(), encoded.bytes());
    }

    @Override
    public Object decode(Payload payload) throws UndecodableException {
        try {
            return values.decode(payload.codec(), payload.bytes());
        } catch (UndecodableValueException e) {
            throw new UndecodableException(String.valueOf(e.getMessage()), e);
        }
    }
}
