package org.terracecache.jcache;

import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;

/** A cache's configuration as it is now: what is registered and enabled at run time shows in it (JSR-107, configuration). */
final class LiveConfiguration<K, V> {
    private final MutableConfiguration<K, V> current;

    LiveConfiguration(CompleteConfiguration<K, V> initial) {
        current = new MutableConfiguration<>(initial);
    }

    synchronized <C extends Configuration<K, V>> C as(Class<C> type) {
        return Unwrap.of(new MutableConfiguration<>(current), type);
    }

    Class<K> keyType() {
        return current.getKeyType();
    }

    Class<V> valueType() {
        return current.getValueType();
    }

    boolean isReadThrough() {
        return current.isReadThrough();
    }

    boolean isWriteThrough() {
        return current.isWriteThrough();
    }

    boolean isStoreByValue() {
        return current.isStoreByValue();
    }

    synchronized boolean isStatisticsEnabled() {
        return current.isStatisticsEnabled();
    }

    synchronized void setStatisticsEnabled(boolean enabled) {
        current.setStatisticsEnabled(enabled);
    }

    synchronized boolean isManagementEnabled() {
        return current.isManagementEnabled();
    }

    synchronized void setManagementEnabled(boolean enabled) {
        current.setManagementEnabled(enabled);
    }

    synchronized void add(CacheEntryListenerConfiguration<K, V> listener) {
        current.addCacheEntryListenerConfiguration(listener);
    }

    synchronized void remove(CacheEntryListenerConfiguration<K, V> listener) {
        current.removeCacheEntryListenerConfiguration(listener);
    }
}
