package org.terracecache.linearizability;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.terracecache.TerraceCachingProvider;
import org.terracecache.config.TerraceConfiguration;

/** A new cache for each execution of a scenario; the cache of the execution before is closed. */
final class FreshCaches {
    private static final CacheManager MANAGER = new TerraceCachingProvider().getCacheManager();
    private static final AtomicLong COUNT = new AtomicLong();
    private static final AtomicReference<Cache<?, ?>> LAST = new AtomicReference<>();

    private FreshCaches() {}

    static Cache<Integer, Integer> create(TerraceConfiguration<Integer, Integer> configuration) {
        Cache<Integer, Integer> fresh = MANAGER.createCache("scenario-" + COUNT.incrementAndGet(), configuration);
        Cache<?, ?> last = LAST.getAndSet(fresh);
        if (last != null) {
            last.close();
        }
        return fresh;
    }

    static TerraceConfiguration<Integer, Integer> configuration() {
        return new TerraceConfiguration<Integer, Integer>()
                .setTypes(Integer.class, Integer.class)
                .setStoreByValue(false);
    }
}
