package org.terracecache;

import java.util.List;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;

/** Looks into a provider without changing what is there. */
public final class Providers {
    private Providers() {}

    /** The managers of a Terrace provider that are there; none of any other provider. */
    public static List<CacheManager> managers(CachingProvider provider) {
        return provider instanceof TerraceCachingProvider terrace ? terrace.managers() : List.of();
    }
}
