package org.terracecache.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cells by key. Caffeine bounds them and decides who is evicted; nothing else of it is used.
 *
 * <p>A cell that is held cannot be evicted: its holder is about to change it, and a second cell of the same key would be a
 * second lock. Caffeine has no pins, so such a cell steps aside at its eviction and is put back by the first who asks for
 * it, at the latest by its holder. Both happen inside Caffeine's own atomic step for that key. Who looks without that step
 * looks at two places one after the other, and a cell that comes back meanwhile is at neither when he looks: he notices by
 * the count of returns, and then looks within the step.
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
    private final AtomicLong returnsBegun = new AtomicLong();
    private final AtomicLong returnsEnded = new AtomicLong();

    /** Whether a cell ever had to step aside. Unlike the map's size, it is there before the cell is. */
    private volatile boolean everAside;

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
            everAside = true;
            aside.put(key, cell);
        }
    }

    /** The key's cell, null if it has none. Counts as a use of the entry. */
    @Nullable Cell find(K key) {
        Cell cell = map.get(key);
        return cell == null ? findElsewhere(key) : cell;
    }

    /** The cell of a key that was not in its place, null if it has none. */
    @Nullable Cell findElsewhere(K key) {
        return everAside ? findAside(key) : null;
    }

    /** The cells that are in their place, for look-ups. */
    ConcurrentMap<K, Cell> inPlace() {
        return map;
    }

    /** The cell of a key that was just found, if it is still there. Does not count as a use of the entry. */
    @Nullable Cell peek(K key) {
        Cell cell = cache.policy().getIfPresentQuietly(key);
        return cell == null ? findElsewhere(key) : cell;
    }

    /** That the key has no cell is only certain if none came back between the look at the map and the look aside. */
    private @Nullable Cell findAside(K key) {
        long returns = returnsEnded.get();
        Cell cell = cache.policy().getIfPresentQuietly(key);
        if (cell != null || (!aside.containsKey(key) && returnsBegun.get() == returns)) {
            return cell;
        }
        return putBack(key);
    }

    /** The key's cell, that of the supplier if it has none. */
    Cell findOrAdd(K key, Supplier<Cell> fresh) {
        while (true) {
            Cell cell = map.computeIfAbsent(key, k -> everAside && aside.containsKey(k) ? null : fresh.get());
            if (cell == null) {
                cell = putBack(key);
            }
            if (cell != null) {
                return cell;
            }
        }
    }

    /** Makes sure that a cell that had to step aside is where it belongs; returns the key's cell. */
    @Nullable Cell putBack(K key) {
        boolean[] returns = new boolean[1];
        try {
            // Not computeIfAbsent: it would not wait for an eviction that is under way.
            return map.compute(key, (k, present) -> {
                if (present != null || !aside.containsKey(k)) {
                    return present;
                }
                returns[0] = true;
                returnsBegun.incrementAndGet();
                return aside.remove(k);
            });
        } finally {
            if (returns[0]) {
                returnsEnded.incrementAndGet();
            }
        }
    }

    /** Takes out a cell that is gone. */
    void drop(K key, Cell cell) {
        if (!map.remove(key, cell) && everAside) {
            map.compute(key, (k, present) -> {
                aside.remove(k, cell);
                return present == cell ? null : present;
            });
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
