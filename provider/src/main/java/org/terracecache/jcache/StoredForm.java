package org.terracecache.jcache;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.terracecache.codec.StandardCopier;
import org.terracecache.spi.Copier;

/** How keys and values are stored: as they are, or copied on the way in and on the way out. */
final class StoredForm<K, V> {
    private final @Nullable Copier copier;
    private final Class<K> keyType;
    private final Class<V> valueType;
    private final boolean typed;

    /** The first class met whose instances, as keys or as values, are their own copies: most caches know no other. */
    private @Nullable Class<?> sharedKey;

    private @Nullable Class<?> sharedValue;

    /** A copier for a cache that stores by value, null for one that stores by reference. */
    StoredForm(@Nullable Copier copier, Class<K> keyType, Class<V> valueType) {
        this.copier = copier;
        this.keyType = keyType;
        this.valueType = valueType;
        this.typed = keyType != Object.class || valueType != Object.class;
    }

    /** Whether keys and values are copied. */
    boolean copies() {
        return copier != null;
    }

    /** The key to keep. */
    K key(K key) {
        return copier == null || key.getClass() == sharedKey ? key : copyKey(copier, key);
    }

    private K copyKey(Copier by, K key) {
        if (sharedKey == null && by instanceof StandardCopier standard && standard.shares(key.getClass())) {
            sharedKey = key.getClass();
        }
        return by.copy(key);
    }

    /** Whether the value is known to be its own copy. */
    boolean keeps(V value) {
        return copier == null || value.getClass() == sharedValue;
    }

    /** The value to keep. */
    Object in(V value) {
        return copier == null || value.getClass() == sharedValue ? value : copyValue(copier, value);
    }

    /** The value to give out. */
    @SuppressWarnings("unchecked") // what is stored came in as a V
    V out(Object stored) {
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
    K keyOut(K key) {
        return key(key);
    }

    /** What copies keys and values for listeners. */
    UnaryOperator<Object> copyOut() {
        return copier == null ? UnaryOperator.identity() : copier::copy;
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
