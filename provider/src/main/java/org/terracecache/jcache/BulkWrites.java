package org.terracecache.jcache;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.Mutation;
import org.terracecache.memory.StoredEntry;
import org.terracecache.observe.Counter;

/** {@code putAll}, {@code removeAll} and {@code clear}. */
final class BulkWrites<K, V> {
    /** How many entries {@code removeAll()} hands to a writer at once. */
    private static final int CHUNK = 1_024;

    private final CacheCore<K, V> core;
    private final DirectMutator<K, V> direct;
    private final Outcomes<K, V> outcomes;
    private final @Nullable WriterCalls<K, V> writer;

    /** {@code direct} changes the cache without its writer. */
    BulkWrites(CacheCore<K, V> core, DirectMutator<K, V> direct) {
        this.core = core;
        this.direct = direct;
        this.outcomes = core.outcomes();
        this.writer = core.writer() == null ? null : new WriterCalls<>(core.writer(), core.foreignCalls());
    }

    void putAll(Map<? extends K, ? extends V> map) {
        map.forEach(core.form()::requireTypes);
        try {
            if (writer != null) {
                putAllThrough(writer, map);
            } else if (direct.isBulk()) {
                long start = outcomes.startAlways();
                Map<K, Object> stored = new LinkedHashMap<>();
                map.forEach((key, value) -> stored.put(key, core.form().in(value)));
                putTogether(stored, start);
            } else {
                map.forEach((key, value) -> putOne(key, core.form().in(value), outcomes.start(Counter.PUTS)));
            }
        } finally {
            core.settle();
        }
    }

    private void putTogether(Map<K, Object> stored, long start) {
        direct.storeAll(stored, (key, outcome) -> {
            if (outcome != MemoryLayer.NOT_STORED) {
                outcomes.put(outcomes.startAfter(outcomes.share(start, stored.size())));
            }
        });
    }

    private void putOne(K key, Object stored, long start) {
        if (direct.storeCopy(key, stored, Mutation.PUT, false) != MemoryLayer.NOT_STORED) {
            outcomes.put(start);
        }
    }

    /** What cannot be copied fails before the writer has written anything. */
    private void putAllThrough(WriterCalls<K, V> through, Map<? extends K, ? extends V> map) {
        long start = outcomes.startAlways();
        Map<K, Object> stored = new LinkedHashMap<>();
        map.forEach((key, value) -> stored.put(key, core.form().in(value)));
        HeldKeys<K> held = HeldKeys.of(core, map.keySet());
        try {
            List<Cache.Entry<? extends K, ? extends V>> entries = new ArrayList<>();
            map.forEach((key, value) -> entries.add(new WriterCalls.WriterEntry<>(key, value)));
            Set<Object> failed = new HashSet<>();
            try {
                through.writeAll(entries);
            } catch (RuntimeException e) {
                entries.forEach(entry -> failed.add(entry.getKey()));
                throw e;
            } finally {
                stored.keySet().removeAll(failed);
                if (direct.isBulk()) {
                    putTogether(stored, start);
                } else {
                    long share = outcomes.share(start, map.size());
                    stored.forEach((key, value) -> putOne(key, value, outcomes.startAfter(share)));
                }
            }
        } finally {
            held.release();
        }
    }

    void removeAll(Set<? extends K> keys) {
        try {
            if (writer != null) {
                removeAllThrough(writer, keys);
            } else if (direct.isBulk()) {
                removeTogether(keys, outcomes.startAlways());
            } else {
                keys.forEach(key -> removeOne(key, outcomes.start(Counter.REMOVALS)));
            }
        } finally {
            core.settle();
        }
    }

    /** What is being loaded is not there yet, but is not to come back either. */
    void removeAll() {
        core.stack().supersedeAll();
        Set<K> keys = new HashSet<>();
        for (Iterator<StoredEntry<K>> all = core.stack().iterator(); all.hasNext(); ) {
            keys.add(all.next().key());
            if (keys.size() == CHUNK || !all.hasNext()) {
                removeAll(keys);
                keys.clear();
            }
        }
        core.settle();
    }

    private void removeTogether(Set<? extends K> keys, long start) {
        direct.removeAll(keys, (key, outcome) -> {
            if (outcome != null && outcome != MemoryLayer.REFUSED) {
                outcomes.removal(outcomes.startAfter(outcomes.share(start, keys.size())));
            }
        });
    }

    private void removeOne(K key, long start) {
        if (direct.remove(key, false) != null) {
            outcomes.removal(start);
        }
    }

    private void removeAllThrough(WriterCalls<K, V> through, Set<? extends K> keys) {
        long start = outcomes.startAlways();
        HeldKeys<K> held = HeldKeys.of(core, keys);
        try {
            Set<Object> left = new HashSet<>(keys);
            Set<Object> failed = Set.of();
            try {
                through.deleteAll(left);
            } catch (RuntimeException e) {
                failed = left;
                throw e;
            } finally {
                Set<K> removed = new HashSet<>(keys);
                removed.removeAll(failed);
                if (direct.isBulk()) {
                    removeTogether(removed, start);
                } else {
                    long share = outcomes.share(start, keys.size());
                    removed.forEach(key -> removeOne(key, outcomes.startAfter(share)));
                }
            }
        } finally {
            held.release();
        }
    }

    /** Empties the cache without an event for each entry, and without the writer (JSR-107, {@code Cache.clear}). */
    void clear() {
        core.stack().clear();
        core.tellCleared();
        core.settle();
    }
}
