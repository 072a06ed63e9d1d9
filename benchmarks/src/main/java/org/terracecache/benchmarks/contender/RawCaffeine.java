package org.terracecache.benchmarks.contender;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Caffeine itself. It stores by reference and counts nothing, whatever the settings say: it is the floor. */
final class RawCaffeine implements Vendor {

    @Override
    public <V> OpenCache<V> open(CacheSettings<V> settings) {
        Cache<Integer, V> cache =
                Caffeine.newBuilder().maximumSize(settings.maximumEntries()).build();
        return new OpenCache<>(new CaffeineOperations<>(cache), cache::invalidateAll);
    }
}
