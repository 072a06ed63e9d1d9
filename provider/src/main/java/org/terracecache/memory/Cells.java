package org.terracecache.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cells by key. Caffeine bounds them and decides who is evicted; nothing else of it is used.
 *
 * <p>A cell that is held cannot be evicted: its holder is about to change it, and a second cell of the same key would be a
 * second lock. Caffeine has no pins, so such a cell steps aside at its eviction and is put back by the first who asks for
 * it, at the latest by its holder. Both happen inside Caffeine's own atomic step for that key, so there is never a moment
 * without the cell.
 *
 * <p>Order of locks: Caffeine's, then a cell's monitor, then the expiry index. Caffeine is never entered with a monitor held.
 */
final class Cells<K> {
    /** Told about an eviction inside Caffeine's atomic step. */
    interface EvictionListener<K> {
        /** Returns whether the cell must stay. */
        boolean onEviction(K key, Cell cell);
    }

    private final Cache<K, Cell> cache;
    private final ConcurrentMap<K, Cell> map;
    private final ConcurrentHashMap<K, Cell> aside = new ConcurrentHashMap<>();

    Cells(MemoryBounds bounds, EvictionListener<K> listener) {
        Caffeine<Object, Object> builder = Caffeine.newBuilder();
        if (bounds.maximumEntries() > 0) {
            builder.maximumSize(bounds.maximumEntries());
        }
        if (bounds.maximumWeight() > 0) {
            builder.maximumWeight(bounds.maximumWeight()).<Object, Cell>weigher((key, cell) -> cell.weight());
        }
        if (bounds.executor() != null) {
            builder.executor(bounds.executor());
        }
        if (bounds.isBounded()) {
            builder.<K, Cell>evictionListener((key, cell, cause) -> evict(listener, key, cell, cause));
        }
        cache = builder.build();
        map = cache.asMap();
    }

    private void evict(EvictionListener<K> listener, @Nullable K key, @Nullable Cell cell, RemovalCause cause) {
        if (key == null || cell == null) {
            throw new IllegalStateException("evicted without references: " + cause);
        }
        if (listener.onEviction(key, cell)) {
            aside.put(key, cell);
        }
    }

    /** The key's cell, null if it has none. Counts as a use of the entry. */
    @Nullable Cell find(K key) {
        Cell cell = map.get(key);
        if (cell == null && !aside.isEmpty()) {
            return putBack(key);
        }
        return cell;
    }

    /** The cell of a key that was just found, if it is still there. Does not count as a use of the entry. */
    @Nullable Cell peek(K key) {
        Cell cell = cache.policy().getIfPresentQuietly(key);
        return cell == null && !aside.isEmpty() ? aside.get(key) : cell;
    }

    /** The key's cell, that of the supplier if it has none. */
    Cell findOrAdd(K key, Supplier<Cell> fresh) {
        return map.computeIfAbsent(key, k -> {
            Cell waiting = aside.remove(k);
            return waiting == null ? fresh.get() : waiting;
        });
    }

    /** Makes sure that a cell that had to step aside is where it belongs. */
    @Nullable Cell putBack(K key) {
        return aside.containsKey(key) ? map.computeIfAbsent(key, aside::remove) : null;
    }

    boolean isAside(K key) {
        return !aside.isEmpty() && aside.containsKey(key);
    }

    /** Takes out a cell that is gone. */
    void drop(K key, Cell cell) {
        map.remove(key, cell);
        if (!aside.isEmpty()) {
            aside.remove(key, cell);
        }
    }

    /** Tells Caffeine that the weight of a cell has changed. */
    void reweigh(K key, Cell cell) {
        map.replace(key, cell, cell);
    }

    /** Weakly consistent, and complete for keys that nobody holds. */
    Iterator<Map.Entry<K, Cell>> iterator() {
        aside.keySet().forEach(this::putBack);
        return map.entrySet().iterator();
    }

    long count() {
        return cache.estimatedSize();
    }

    void discard() {
        aside.clear();
        cache.invalidateAll();
    }

    void cleanUp() {
        cache.cleanUp();
    }
}
