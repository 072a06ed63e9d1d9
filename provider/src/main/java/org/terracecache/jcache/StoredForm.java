package org.terracecache.jcache;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import org.terracecache.codec.KeyForms;
import org.terracecache.codec.SerializedKey;
import org.terracecache.codec.StandardCopier;
import org.terracecache.codec.UndecodableKeyException;
import org.terracecache.layer.LayerStack;
import org.terracecache.spi.Copier;

/** How keys and values are stored: as they are, or copied on the way in and on the way out. */
final class StoredForm<K, V> {
    private final @Nullable Copier copier;
    private final @Nullable KeyForms keyForms;
    private final Consumer<CacheException> refusedKeys;
    private final Class<K> keyType;
    private final Class<V> valueType;
    private final boolean typed;

    /** The first class met whose instances, as keys or as values, are their own copies: most caches know no other. */
    private @Nullable Class<?> sharedKey;

    private @Nullable Class<?> sharedValue;

    /**
     * A form.
     *
     * @param copier for a cache that stores by value, null for one that stores by reference
     * @param keyForms for a cache with a remote layer, where a key is known by its bytes; null for others
     * @param refusedKeys hears why a key has no bytes
     * @param keyType the cache's type of keys
     * @param valueType the cache's type of values
     */
    StoredForm(
            @Nullable Copier copier,
            @Nullable KeyForms keyForms,
            Consumer<CacheException> refusedKeys,
            Class<K> keyType,
            Class<V> valueType) {
        this.copier = copier;
        this.keyForms = keyForms;
        this.refusedKeys = refusedKeys;
        this.keyType = keyType;
        this.valueType = valueType;
        this.typed = keyType != Object.class || valueType != Object.class;
    }

    /** Whether keys and values are copied. */
    boolean copies() {
        return copier != null;
    }

    /** The key to keep. One in stored form already stays what it is. */
    @SuppressWarnings("unchecked") // a stored key goes for a K until it is given out
    K key(K key) {
        if (keyForms != null) {
            return key instanceof SerializedKey ? key : (K) stored(keyForms, key);
        }
        return copier == null || key.getClass() == sharedKey ? key : copyKey(copier, key);
    }

    private Object stored(KeyForms forms, K key) {
        try {
            return forms.stored(key);
        } catch (CacheException e) {
            refusedKeys.accept(e);
            throw e;
        }
    }

    private K copyKey(Copier by, K key) {
        if (sharedKey == null && by instanceof StandardCopier standard && standard.shares(key.getClass())) {
            sharedKey = key.getClass();
        }
        return by.copy(key);
    }

    /** The key to look for: as it is, unless keys are known by their bytes. */
    K sought(K key) {
        return keyForms == null ? key : key(key);
    }

    /** Whether the value is known to be its own copy. */
    boolean keeps(V value) {
        return copier == null || value.getClass() == sharedValue;
    }

    /** The value to keep. */
    Object in(V value) {
        return copier == null || value.getClass() == sharedValue ? value : copyValue(copier, value);
    }

    /** The value of a handle to give out. */
    @SuppressWarnings("unchecked") // what is stored came in as a V
    V out(Object handle) {
        Object stored = LayerStack.valueOf(handle);
        return (V) (copier == null || stored.getClass() == sharedValue ? stored : copyValue(copier, stored));
    }

    private Object copyValue(Copier by, Object value) {
        if (sharedValue == null && by instanceof StandardCopier standard && standard.shares(value.getClass())) {
            sharedValue = value.getClass();
        }
        return by.copy(value);
    }

    /** The value to give out, null if there is none. */
    @Nullable V outOrNull(@Nullable Object stored) {
        return stored == null ? null : out(stored);
    }

    /** The key to give out. */
    @SuppressWarnings("unchecked") // a stored key went for a K
    K keyOut(K key) {
        return keyForms == null ? key(key) : (K) keyOut(keyForms, key);
    }

    private static Object keyOut(KeyForms forms, Object stored) {
        try {
            return forms.out(stored);
        } catch (UndecodableKeyException e) {
            throw new CacheException("A key of the cache cannot be given out: " + e.getMessage(), e);
        }
    }

    /** What copies keys and values for listeners. */
    UnaryOperator<Object> copyOut() {
        if (copier == null) {
            return UnaryOperator.identity();
        }
        return stored -> keyForms != null && stored instanceof SerializedKey
                ? keyOut(keyForms, stored)
                : copier.copy(LayerStack.valueOf(stored));
    }

    /** Refuses what the configured types do not allow (JSR-107, type safety). */
    void requireTypes(K key, V value) {
        if (typed && !(keyType.isInstance(key) && valueType.isInstance(value))) {
            throw new ClassCastException("The cache is configured for keys of " + keyType.getName() + " and values of "
                    + valueType.getName() + ", not for " + key.getClass().getName() + " and "
                    + value.getClass().getName());
        }
    }
}
