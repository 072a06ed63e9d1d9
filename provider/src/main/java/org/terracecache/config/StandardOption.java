package org.terracecache.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableConfiguration;

/** The options of the standard, each of which a {@link TerraceConfiguration} sets or leaves to the file. */
enum StandardOption {
    TYPES,
    STORE_BY_VALUE,
    READ_THROUGH,
    WRITE_THROUGH,
    STATISTICS,
    MANAGEMENT,
    EXPIRY,
    LOADER,
    WRITER,
    LISTENERS;

    <K, V> void copy(CompleteConfiguration<K, V> from, MutableConfiguration<K, V> to) {
        this.<K, V>copier().accept(from, to);
    }

    private <K, V> BiConsumer<CompleteConfiguration<K, V>, MutableConfiguration<K, V>> copier() {
        return switch (this) {
            case TYPES -> (from, to) -> to.setTypes(from.getKeyType(), from.getValueType());
            case STORE_BY_VALUE -> (from, to) -> to.setStoreByValue(from.isStoreByValue());
            case READ_THROUGH -> (from, to) -> to.setReadThrough(from.isReadThrough());
            case WRITE_THROUGH -> (from, to) -> to.setWriteThrough(from.isWriteThrough());
            case STATISTICS -> (from, to) -> to.setStatisticsEnabled(from.isStatisticsEnabled());
            case MANAGEMENT -> (from, to) -> to.setManagementEnabled(from.isManagementEnabled());
            case EXPIRY -> (from, to) -> to.setExpiryPolicyFactory(from.getExpiryPolicyFactory());
            case LOADER -> (from, to) -> to.setCacheLoaderFactory(from.getCacheLoaderFactory());
            case WRITER -> (from, to) -> to.setCacheWriterFactory(from.getCacheWriterFactory());
            case LISTENERS -> StandardOption::copyListeners;
        };
    }

    private static <K, V> void copyListeners(CompleteConfiguration<K, V> from, MutableConfiguration<K, V> to) {
        List.copyOf(toList(to.getCacheEntryListenerConfigurations()))
                .forEach(to::removeCacheEntryListenerConfiguration);
        from.getCacheEntryListenerConfigurations().forEach(to::addCacheEntryListenerConfiguration);
    }

    private static <T> List<T> toList(Iterable<T> items) {
        List<T> list = new ArrayList<>();
        items.forEach(list::add);
        return list;
    }
}
