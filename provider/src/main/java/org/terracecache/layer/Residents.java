package org.terracecache.layer;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.terracecache.entry.KeyBytes;
import org.terracecache.event.Cause;
import org.terracecache.memory.ChangeListener;

/**
 * The keys that a memory layer holds, by their encoded form: so that what the bus says of a key finds it without decoding bytes
 * that came from elsewhere. Told by the memory layer under the key's monitor, hence never behind.
 *
 * @param <K> the type of the keys
 */
public final class Residents<K> implements ChangeListener<K> {
    private final ConcurrentMap<KeyBytes, K> keys = new ConcurrentHashMap<>();
    private final ChangeListener<K> next;

    /** {@code next} is told after this. */
    public Residents(ChangeListener<K> next) {
        this.next = next;
    }

    @Nullable K key(KeyBytes bytes) {
        return keys.get(bytes);
    }

    /** All keys, as they come and go. */
    Collection<K> keys() {
        return keys.values();
    }

    @Override
    public void onStored(K key, Object value, @Nullable Object prior, long version, Cause cause) {
        keys.put(((LayeredEntry) value).key(), key);
        next.onStored(key, value, prior, version, cause);
    }

    @Override
    public void onRemoved(K key, Object prior, long version, Cause cause) {
        keys.remove(((LayeredEntry) prior).key());
        next.onRemoved(key, prior, version, cause);
    }

    @Override
    public void onExpired(K key, Object prior, long version) {
        keys.remove(((LayeredEntry) prior).key());
        next.onExpired(key, prior, version);
    }

    @Override
    public void onEvicted(K key, Object prior, long version) {
        keys.remove(((LayeredEntry) prior).key());
        next.onEvicted(key, prior, version);
    }
}
