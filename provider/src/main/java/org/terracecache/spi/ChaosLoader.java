package org.terracecache.spi;

import java.util.Map;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/** A loader with faults. */
final class ChaosLoader<K, V> implements CacheLoader<K, V>, AutoCloseable {
    private final CacheLoader<K, V> loader;
    private final Chaos.Calls calls;

    ChaosLoader(CacheLoader<K, V> loader, Chaos.Calls calls) {
        this.loader = loader;
        this.calls = calls;
    }

    private boolean isLost() {
        Chaos.Fate fate = calls.next();
        if (fate.fails()) {
            throw new CacheLoaderException("Chaos: this load fails");
        }
        return fate.loses();
    }

    @Override
    public @Nullable V load(K key) {
        boolean lost = isLost();
        V value = loader.load(key);
        return lost ? null : value;
    }

    @Override
    public Map<K, V> loadAll(Iterable<? extends K> keys) {
        boolean lost = isLost();
        Map<K, V> values = loader.loadAll(keys);
        return lost ? Map.of() : values;
    }

    @Override
    public void close() {
        if (loader instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new CacheException("What chaos wraps could not be closed", e);
            }
        }
    }
}
