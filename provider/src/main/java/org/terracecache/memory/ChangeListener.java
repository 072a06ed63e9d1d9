package org.terracecache.memory;

import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;

/**
 * Told about each change of an entry in the order of the key's versions, under the key's monitor: must return at once, take
 * no lock that is held elsewhere while a cache is called, and run no foreign code.
 *
 * @param <K> the type of the keys
 */
public interface ChangeListener<K> {
    /** A value was stored; {@code prior} is the live one before, null if there was none. */
    void onStored(K key, Object value, @Nullable Object prior, long version, Cause cause);

    /** A live entry was removed. */
    void onRemoved(K key, Object prior, long version, Cause cause);

    /** An entry's life was over. */
    void onExpired(K key, Object prior, long version);

    /** A live entry left because of the layer's bounds. */
    void onEvicted(K key, Object prior, long version);
}
