package org.terracecache.benchmarks.contender;

import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** The operations of any JSR-107 cache. */
final class JCacheOperations<V> extends CacheOperations<V> {
    private final Cache<Integer, V> cache;

    JCacheOperations(Cache<Integer, V> cache) {
        this.cache = cache;
    }

    @Override
    public @Nullable V get(Integer key) {
        return cache.get(key);
    }

    @Override
    public void put(Integer key, V value) {
        cache.put(key, value);
    }

    @Override
    public @Nullable V getAndPut(Integer key, V value) {
        return cache.getAndPut(key, value);
    }

    @Override
    public @Nullable V invoke(Integer key, ValueStep<V> step) {
        return cache.invoke(key, step);
    }

    @Override
    public Map<Integer, V> getAll(Set<Integer> keys) {
        return cache.getAll(keys);
    }
}
