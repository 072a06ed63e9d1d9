package org.terracecache.jcache;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
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
import org.terracecache.memory.Cell;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.Counter;
import org.terracecache.observe.Counters;

/**
 * A cache: checks what it is given, and hands it to who knows. Operations that have nothing to mind but the memory layer go
 * to it straight. Safe for use by many threads.
 */
final class StandardCache<K, V> implements TerraceCache<K, V> {
    private final ConcurrentMap<K, Cell> cells;
    private final StoredForm<K, V> form;
    private final Counters counters;
    private final CacheParts<K, V> parts;
    private final Plugins plugins;
    private final CacheManager manager;
    private final Runnable onClose;

    /** Bits of {@link Concerns}. Written under the monitor of the parts. */
    private volatile int concerns;

    /** {@code onClose} makes the manager forget the cache. */
    StandardCache(CacheParts<K, V> parts, Plugins plugins, CacheManager manager, Runnable onClose) {
        this.parts = parts;
        this.plugins = plugins;
        this.cells = parts.core().stack().memory().cells();
        this.form = parts.core().form();
        this.counters = parts.core().counters();
        this.manager = manager;
        this.onClose = onClose;
        this.concerns = Concerns.of(parts.core());
    }

    /** Becomes the source of events, and minds whether somebody listens. */
    void bind() {
        parts.core()
                .signals()
                .bind(
                        this,
                        interest -> {
                            mind(Concerns.LISTENERS, (interest & ~CacheSignals.APART) != 0);
                            parts.wishes().accept(interest);
                        },
                        parts.wishes()::settle);
    }

    /** Starts the plug-ins if this thread made the cache, and waits for it to do so if not. To be called with no lock held. */
    StandardCache<K, V> ready() {
        plugins.ready(this);
        return this;
    }

    /** One at a time, so that all who are told end with the same answer. */
    void setStatisticsEnabled(boolean enabled) {
        synchronized (counters) {
            mind(Concerns.STATISTICS, enabled);
            parts.setStatisticsEnabled(enabled);
        }
    }

    private void mind(int concern, boolean on) {
        synchronized (parts) {
            concerns = on ? concerns | concern : concerns & ~concern;
        }
    }

    CacheParts<K, V> parts() {
        return parts;
    }

    private CacheParts<K, V> open() {
        if (isClosed()) {
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
        V value = plainHit(key);
        return value != null ? value : open().reads().get(requireNonNull(key, "key"));
    }

    /** The value in memory if nothing else is to be minded, null if it is to be found otherwise. */
    @SuppressWarnings("unchecked") // what is stored came in as a V
    private @Nullable V plainHit(K key) {
        int minded = concerns;
        if ((minded & Concerns.OF_READS) != 0) {
            return null;
        }
        Cell cell = cells.get(requireNonNull(key, "key"));
        Object value = cell == null ? null : cell.value();
        if (value == null || ((minded & Concerns.STATISTICS) != 0 && !counters.countUntimed(Counter.HITS))) {
            return null;
        }
        return (minded & Concerns.COPIES) == 0 ? (V) value : form.out(value);
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
        if (overwrite(key, value) == null) {
            open().writes().put(requireNonNull(key, "key"), requireNonNull(value, "value"));
        }
    }

    @Override
    public @Nullable V getAndPut(K key, V value) {
        Object prior = overwrite(key, value);
        return prior != null
                ? form.out(prior)
                : open().writes().getAndPut(requireNonNull(key, "key"), requireNonNull(value, "value"));
    }

    /** Puts a value in the place of another one if nothing else is to be minded, and returns that; null if nothing was done. */
    private @Nullable Object overwrite(K key, V value) {
        if ((concerns & Concerns.OF_WRITES) != 0) {
            return null;
        }
        requireNonNull(key, "key");
        if (!form.keeps(requireNonNull(value, "value"))) {
            return null;
        }
        form.requireTypes(key, value);
        Cell cell = cells.get(key);
        if (cell == null) {
            return null;
        }
        synchronized (cell) { // asked again: who began to listen meanwhile must not miss the later of two changes
            return (concerns & Concerns.OF_WRITES) == 0 ? cell.overwrite(value) : null;
        }
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
        plugins.stop(this);
        synchronized (parts) {
            if (isClosed()) {
                return;
            }
            mind(Concerns.CLOSED, true);
        }
        parts.hide();
        onClose.run();
        parts.close();
    }

    /** Closes the cache, and empties its remote layer, if it has one, for all nodes. */
    void destroy() {
        if (!isClosed()) {
            parts.core().stack().destroy();
        }
        close();
    }

    @Override
    public boolean isClosed() {
        return (concerns & Concerns.CLOSED) != 0;
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
        return "TerraceCache[" + parts.core().name() + (isClosed() ? ", closed]" : "]");
    }
}
