package org.terracecache.layer;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
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
    public @Nullable Object get(K key) {
        return memory().get(key);
    }

    @Override
    @Nullable Object get(K key, Load load) {
        return memory().get(key);
    }

    @Override
    void prepareReload(K key, Load load) {}

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
