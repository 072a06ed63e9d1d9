package org.terracecache.conformance;

import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;
import org.terracecache.TerraceCache;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.spi.TimeSource;

/** Terrace's caches. */
final class Candidate {
    private final CachingProvider provider;
    private final CacheManager manager;

    Candidate() {
        try {
            provider = Class.forName("org.terracecache.TerraceCachingProvider")
                    .asSubclass(CachingProvider.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("There is no provider", e);
        }
        manager = provider.getCacheManager();
    }

    @SuppressWarnings("unchecked")
    Side open(Setup setup, String name) {
        Partners partners = new Partners(setup);
        Side.Tasks tasks = new Side.Tasks();
        Cache<String, Token> cache = manager.createCache(
                name,
                new TerraceConfiguration<>(partners.configuration())
                        .timeSource(new Clock())
                        .executor(tasks));
        return new Side(setup, partners, cache, cache.unwrap(TerraceCache.class).statistics(), tasks);
    }

    void close() {
        provider.close();
    }

    private static final class Clock implements TimeSource {
        @Override
        public long nanoTime() {
            return ReferenceClock.nanoTime();
        }

        @Override
        public long currentTimeMillis() {
            return ReferenceClock.currentTimeMillis();
        }
    }
}
