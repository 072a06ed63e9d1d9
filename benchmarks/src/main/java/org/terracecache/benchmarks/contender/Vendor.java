package org.terracecache.benchmarks.contender;

/** How one product is opened. */
interface Vendor {

    /** Opens a cache with these settings. */
    <V> OpenCache<V> open(CacheSettings<V> settings);
}
