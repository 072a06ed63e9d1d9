package org.terracecache.config;

import java.io.Serial;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * An immutable copy of a {@link CompleteConfiguration}. Factories and listener configurations are kept as they are: the
 * JSR finds a listener configuration again by its own {@code equals}.
 */
final class StandardConfiguration<K, V> implements CompleteConfiguration<K, V> {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Class<K> keyType;
    private final Class<V> valueType;
    private final boolean storeByValue;
    private final boolean readThrough;
    private final boolean writeThrough;
    private final boolean statisticsEnabled;
    private final boolean managementEnabled;
    private final List<CacheEntryListenerConfiguration<K, V>> listeners;
    private final @Nullable Factory<CacheLoader<K, V>> loader;
    private final @Nullable Factory<CacheWriter<? super K, ? super V>> writer;
    private final Factory<ExpiryPolicy> expiry;

    private StandardConfiguration(CompleteConfiguration<K, V> source) {
        keyType = Objects.requireNonNull(source.getKeyType(), "keyType");
        valueType = Objects.requireNonNull(source.getValueType(), "valueType");
        storeByValue = source.isStoreByValue();
        readThrough = source.isReadThrough();
        writeThrough = source.isWriteThrough();
        statisticsEnabled = source.isStatisticsEnabled();
        managementEnabled = source.isManagementEnabled();
        listeners = listenersOf(source);
        loader = source.getCacheLoaderFactory();
        writer = source.getCacheWriterFactory();
        expiry = Objects.requireNonNullElseGet(source.getExpiryPolicyFactory(), EternalExpiryPolicy::factoryOf);
    }

    static <K, V> CompleteConfiguration<K, V> copyOf(CompleteConfiguration<K, V> source) {
        return source instanceof StandardConfiguration ? source : new StandardConfiguration<>(source);
    }

    private static <K, V> List<CacheEntryListenerConfiguration<K, V>> listenersOf(CompleteConfiguration<K, V> source) {
        Set<CacheEntryListenerConfiguration<K, V>> found = new LinkedHashSet<>();
        Iterable<CacheEntryListenerConfiguration<K, V>> configured = source.getCacheEntryListenerConfigurations();
        if (configured != null) {
            configured.forEach(found::add);
        }
        return List.copyOf(found);
    }

    @Override
    public Class<K> getKeyType() {
        return keyType;
    }

    @Override
    public Class<V> getValueType() {
        return valueType;
    }

    @Override
    public boolean isStoreByValue() {
        return storeByValue;
    }

    @Override
    public boolean isReadThrough() {
        return readThrough;
    }

    @Override
    public boolean isWriteThrough() {
        return writeThrough;
    }

    @Override
    public boolean isStatisticsEnabled() {
        return statisticsEnabled;
    }

    @Override
    public boolean isManagementEnabled() {
        return managementEnabled;
    }

    @Override
    public Iterable<CacheEntryListenerConfiguration<K, V>> getCacheEntryListenerConfigurations() {
        return listeners;
    }

    @Override
    public @Nullable Factory<CacheLoader<K, V>> getCacheLoaderFactory() {
        return loader;
    }

    @Override
    public @Nullable Factory<CacheWriter<? super K, ? super V>> getCacheWriterFactory() {
        return writer;
    }

    @Override
    public Factory<ExpiryPolicy> getExpiryPolicyFactory() {
        return expiry;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StandardConfiguration<?, ?> that
                && keyType == that.keyType
                && valueType == that.valueType
                && storeByValue == that.storeByValue
                && readThrough == that.readThrough
                && writeThrough == that.writeThrough
                && statisticsEnabled == that.statisticsEnabled
                && managementEnabled == that.managementEnabled
                && Set.copyOf(listeners).equals(Set.copyOf(that.listeners))
                && Objects.equals(loader, that.loader)
                && Objects.equals(writer, that.writer)
                && expiry.equals(that.expiry);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keyType, valueType, Set.copyOf(listeners), loader, writer, expiry);
    }

    @Override
    public String toString() {
        return "StandardConfiguration[" + keyType.getName() + " to " + valueType.getName() + "]";
    }
}
