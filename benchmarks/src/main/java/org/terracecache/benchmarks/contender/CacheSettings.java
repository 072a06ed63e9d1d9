package org.terracecache.benchmarks.contender;

import java.util.Optional;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;

/**
 * What a benchmark asks of a cache; the same for every contender. Keys are always {@link Integer}s, entries never
 * expire.
 *
 * @param <V> the type of the values
 * @param valueType the type of the values
 * @param maximumEntries the bound, set through the vendor's own configuration
 * @param storeByValue whether the cache has to keep its own copies
 * @param statistics whether the JSR's statistics are counted
 * @param listener a listener that is registered from the start, if any
 */
public record CacheSettings<V>(
        Class<V> valueType,
        long maximumEntries,
        boolean storeByValue,
        boolean statistics,
        Optional<CacheEntryListenerConfiguration<Integer, V>> listener) {

    /** A cache that stores by reference, without a listener. */
    public static <V> CacheSettings<V> byReference(Class<V> valueType, long maximumEntries, boolean statistics) {
        return new CacheSettings<>(valueType, maximumEntries, false, statistics, Optional.empty());
    }

    /** A cache that stores by value, without statistics and without a listener. */
    public static <V> CacheSettings<V> byValue(Class<V> valueType, long maximumEntries) {
        return new CacheSettings<>(valueType, maximumEntries, true, false, Optional.empty());
    }

    /** The same settings with a listener that is registered from the start. */
    public CacheSettings<V> with(CacheEntryListenerConfiguration<Integer, V> registered) {
        return new CacheSettings<>(valueType, maximumEntries, storeByValue, statistics, Optional.of(registered));
    }

    /** Writes all that the standard can say (all but the bound) into a configuration. */
    <C extends MutableConfiguration<Integer, V>> C applyTo(C configuration) {
        configuration.setTypes(Integer.class, valueType);
        configuration.setStoreByValue(storeByValue);
        configuration.setStatisticsEnabled(statistics);
        listener.ifPresent(configuration::addCacheEntryListenerConfiguration);
        return configuration;
    }
}
