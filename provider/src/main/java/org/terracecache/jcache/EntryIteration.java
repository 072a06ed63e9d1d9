package org.terracecache.jcache;

import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.terracecache.TerraceEntry;
import org.terracecache.event.Cause;
import org.terracecache.event.Layer;
import org.terracecache.layer.LayerStack;
import org.terracecache.memory.StoredEntry;
import org.terracecache.observe.Counter;

/** A cache's iterator (JSR-107, {@code Cache.iterator}): weakly consistent; each {@code next} is an access and a hit. */
final class EntryIteration<K, V> implements Iterator<Cache.Entry<K, V>> {
    private final CacheCore<K, V> core;
    private final Writes<K, V> writes;
    private final Runnable requireOpen;
    private final Iterator<StoredEntry<K>> entries;
    private @Nullable K last;

    EntryIteration(CacheCore<K, V> core, Writes<K, V> writes, Runnable requireOpen) {
        this.core = core;
        this.writes = writes;
        this.requireOpen = requireOpen;
        this.entries = core.stack().iterator();
    }

    @Override
    public boolean hasNext() {
        requireOpen.run();
        return entries.hasNext();
    }

    @Override
    public Cache.Entry<K, V> next() {
        requireOpen.run();
        if (!entries.hasNext()) {
            throw new NoSuchElementException("The iteration has no more entries");
        }
        long start = core.outcomes().start(Counter.HITS);
        StoredEntry<K> stored = entries.next();
        last = stored.key();
        core.touch(stored.key(), stored.value());
        core.outcomes().hit(stored.key(), stored.value(), Cause.READ, start);
        core.settle();
        return new ReadEntry<>(
                core.form().keyOut(stored.key()),
                core.form().out(stored.value()),
                stored.version(),
                LayerStack.layerOf(stored.value()),
                Deadlines.toInstant(stored.deadline(), core.time()));
    }

    @Override
    public void remove() {
        requireOpen.run();
        if (last == null) {
            throw new IllegalStateException(
                    "There is no entry to remove: call next() first, and remove() once for each");
        }
        K key = last;
        last = null;
        writes.remove(key);
    }

    /** An entry as it was when it was read. */
    private record ReadEntry<K, V>(K key, V value, long version, Layer layer, Optional<Instant> expiry)
            implements TerraceEntry<K, V> {
        @Override
        public K getKey() {
            return key;
        }

        @Override
        public V getValue() {
            return value;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            return Unwrap.of(this, type);
        }
    }
}
