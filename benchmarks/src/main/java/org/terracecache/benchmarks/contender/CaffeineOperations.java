package org.terracecache.benchmarks.contender;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The floor: Caffeine without any layer above it. */
final class CaffeineOperations<V> extends CacheOperations<V> {
    private final Cache<Integer, V> cache;
    private final ConcurrentMap<Integer, V> map;

    CaffeineOperations(Cache<Integer, V> cache) {
        this.cache = cache;
        this.map = cache.asMap();
    }

    @Override
    public @Nullable V get(Integer key) {
        return cache.getIfPresent(key);
    }

    @Override
    public void put(Integer key, V value) {
        cache.put(key, value);
    }

    @Override
    public @Nullable V getAndPut(Integer key, V value) {
        return map.put(key, value);
    }

    @Override
    public @Nullable V invoke(Integer key, ValueStep<V> step) {
        return map.compute(key, step);
    }

    @Override
    public Map<Integer, V> getAll(Set<Integer> keys) {
        return cache.getAllPresent(keys);
    }
}
