package org.terracecache.jcache;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.integration.CompletionListener;
import javax.cache.management.CacheStatisticsMXBean;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;
import org.terracecache.Events;
import org.terracecache.TerraceCache;

/** A cache: checks what it is given, and hands it to who knows. Safe for use by many threads. */
final class StandardCache<K, V> implements TerraceCache<K, V> {
    private final CacheParts<K, V> parts;
    private final Reads<K, V> reads;
    private final CacheManager manager;
    private final Runnable onClose;
    private volatile boolean closed;

    /** {@code onClose} makes the manager forget the cache. */
    StandardCache(CacheParts<K, V> parts, CacheManager manager, Runnable onClose) {
        this.parts = parts;
        this.reads = parts.reads();
        this.manager = manager;
        this.onClose = onClose;
    }

    CacheParts<K, V> parts() {
        return parts;
    }

    private CacheParts<K, V> open() {
        if (closed) {
            throw new IllegalStateException("The cache " + parts.core().name() + " is closed");
        }
        return parts;
    }

    private void requireOpen() {
        open();
    }

    private static <T> Set<T> requireNoNulls(Set<T> keys) {
        for (T key : keys) {
            requireNonNull(key, "the keys must not contain null");
        }
        return keys;
    }

    @Override
    public @Nullable V get(K key) {
        requireOpen();
        return reads.get(requireNonNull(key, "key"));
    }

    @Override
    public Map<K, V> getAll(Set<? extends K> keys) {
        return open().reads().getAll(requireNoNulls(keys));
    }

    @Override
    public boolean containsKey(K key) {
        return open().reads().containsKey(requireNonNull(key, "key"));
    }

    @Override
    public void loadAll(
            Set<? extends K> keys, boolean replaceExistingValues, @Nullable CompletionListener completionListener) {
        open().bulkLoads().loadAll(requireNoNulls(keys), replaceExistingValues, completionListener);
    }

    @Override
    public void put(K key, V value) {
        open().writes().put(requireNonNull(key, "key"), requireNonNull(value, "value"));
    }

    @Override
    public @Nullable V getAndPut(K key, V value) {
        return open().writes().getAndPut(requireNonNull(key, "key"), requireNonNull(value, "value"));
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> map) {
        CacheParts<K, V> open = open();
        map.forEach((key, value) -> {
            requireNonNull(key, "the map must not contain a null key");
            requireNonNull(value, "the map must not contain a null value");
        });
        open.bulkWrites().putAll(map);
    }

    @Override
    public boolean putIfAbsent(K key, V value) {
        return open().writes().putIfAbsent(requireNonNull(key, "key"), requireNonNull(value, "value"));
    }

    @Override
    public boolean remove(K key) {
        return open().writes().remove(requireNonNull(key, "key"));
    }

    @Override
    public boolean remove(K key, V oldValue) {
        return open().writes().remove(requireNonNull(key, "key"), requireNonNull(oldValue, "oldValue"));
    }

    @Override
    public @Nullable V getAndRemove(K key) {
        return open().writes().getAndRemove(requireNonNull(key, "key"));
    }

    @Override
    public boolean replace(K key, V oldValue, V newValue) {
        return open().writes()
                .replace(
                        requireNonNull(key, "key"),
                        requireNonNull(oldValue, "oldValue"),
                        requireNonNull(newValue, "newValue"));
    }

    @Override
    public boolean replace(K key, V value) {
        return open().writes().replace(requireNonNull(key, "key"), requireNonNull(value, "value"));
    }

    @Override
    public @Nullable V getAndReplace(K key, V value) {
        return open().writes().getAndReplace(requireNonNull(key, "key"), requireNonNull(value, "value"));
    }

    @Override
    public void removeAll(Set<? extends K> keys) {
        open().bulkWrites().removeAll(requireNoNulls(keys));
    }

    @Override
    public void removeAll() {
        open().bulkWrites().removeAll();
    }

    @Override
    public void clear() {
        open().bulkWrites().clear();
    }

    @Override
    public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
        return parts.configuration().as(type);
    }

    @Override
    public <T> @Nullable T invoke(K key, EntryProcessor<K, V, T> entryProcessor, Object... arguments) {
        return open().invocation()
                .invoke(requireNonNull(key, "key"), requireNonNull(entryProcessor, "entryProcessor"), arguments);
    }

    @Override
    public <T> Map<K, EntryProcessorResult<T>> invokeAll(
            Set<? extends K> keys, EntryProcessor<K, V, T> entryProcessor, Object... arguments) {
        return open().invocation()
                .invokeAll(requireNoNulls(keys), requireNonNull(entryProcessor, "entryProcessor"), arguments);
    }

    @Override
    public String getName() {
        return parts.core().name();
    }

    @Override
    public CacheManager getCacheManager() {
        return manager;
    }

    @Override
    public void close() {
        synchronized (parts) {
            if (closed) {
                return;
            }
            closed = true;
        }
        onClose.run();
        parts.close();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> configuration) {
        open().register(requireNonNull(configuration, "configuration"));
    }

    @Override
    public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> configuration) {
        open().deregister(requireNonNull(configuration, "configuration"));
    }

    @Override
    public Iterator<Entry<K, V>> iterator() {
        return new EntryIteration<>(open().core(), parts.writes(), this::requireOpen);
    }

    @Override
    public Events<K, V> events() {
        return parts.core().signals().events();
    }

    @Override
    public CacheStatisticsMXBean statistics() {
        return parts.statistics();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return Unwrap.of(this, type);
    }

    @Override
    public String toString() {
        return "TerraceCache[" + parts.core().name() + (closed ? ", closed]" : "]");
    }
}
