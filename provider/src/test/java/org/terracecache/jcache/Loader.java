package org.terracecache.jcache;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.cache.integration.CacheLoader;

/** A loader from a function. */
record Loader<K, V>(Function<K, V> function) implements CacheLoader<K, V> {
    @Override
    public V load(K key) {
        return function.apply(key);
    }

    @Override
    public Map<K, V> loadAll(Iterable<? extends K> keys) {
        Map<K, V> loaded = new HashMap<>();
        for (K key : keys) {
            V value = function.apply(key);
            if (value != null) {
                loaded.put(key, value);
            }
        }
        return loaded;
    }
}
