package org.terracecache.layer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.Layer;
import org.terracecache.memory.Change;
import org.terracecache.memory.Hold;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.StoredEntry;

/**
 * A stack of one layer. A handle is the value itself.
 *
 * @param <K> the type of the keys
 */
public final class MemoryStack<K> extends LayerStack<K> {
    /** A stack of this layer. */
    public MemoryStack(MemoryLayer<K> memory) {
        super(memory);
    }

    @Override
    public Layer lowest() {
        return Layer.MEMORY;
    }

    @Override
    public @Nullable Object get(K key) {
        return memory().get(key);
    }

    @Override
    @Nullable Object get(K key, Load load) {
        return memory().get(key);
    }

    @Override
    public @Nullable Object getNear(K key) {
        return memory().get(key);
    }

    @Override
    public boolean isLayered() {
        return false;
    }

    @Override
    public Map<K, Object> getAll(Collection<K> keys) {
        Map<K, Object> found = new HashMap<>();
        for (K key : keys) {
            Object value = memory().get(key);
            if (value != null) {
                found.put(key, value);
            }
        }
        return found;
    }

    @Override
    Map<K, Object> getAll(Map<K, Load> loads) {
        return getAll(loads.keySet());
    }

    @Override
    void prepareReloads(Map<K, Load> loads) {}

    @Override
    public long version(K key, Object handle) {
        return memory().version(key, handle);
    }

    @Override
    public void touch(K key, Object handle, long life) {
        memory().touch(key, handle, life);
    }

    @Override
    public @Nullable Object apply(K key, Change change) {
        flights().supersede(key);
        return memory().apply(key, change);
    }

    @Override
    public @Nullable Object apply(K key, Hold hold, Change change) {
        flights().supersede(key);
        return memory().apply(hold, change);
    }

    @Override
    public void applyAll(Map<K, Change> changes, BiConsumer<K, @Nullable Object> outcomes) {
        changes.forEach((key, change) ->
                outcomes.accept(key, change.mutation().isFill() ? fill(key, change) : apply(key, change)));
    }

    /** Bytes are not what memory has. */
    @Override
    public @Nullable Object applySameBytes(K key, Object expected, Change change) {
        Object value = memory().get(key);
        return value == null ? null : new Different(value);
    }

    @Override
    public @Nullable Object liveValue(K key, Hold hold) {
        return memory().liveValue(hold);
    }

    @Override
    public @Nullable Object currentValue(K key, Hold hold) {
        return memory().liveValue(hold);
    }

    /** What memory said was so, and there is no other layer that could have known better. */
    @Override
    public boolean isStill(K key, @Nullable Object handle) {
        return true;
    }

    @Override
    @Nullable Object fill(K key, Change fill) {
        return memory().apply(key, fill);
    }

    @Override
    public void clear() {
        flights().supersedeAll();
        memory().clear();
    }

    /** Nothing does. */
    @Override
    public void destroy() {}

    @Override
    public Iterator<StoredEntry<K>> iterator() {
        return memory().iterator();
    }
}
