package org.terracecache.memory;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Leaves out what is no live entry. */
final class EntryIterator<K> implements Iterator<StoredEntry<K>> {
    private final Iterator<Map.Entry<K, Cell>> cells;
    private final BiFunction<K, Cell, @Nullable StoredEntry<K>> snapshot;
    private @Nullable StoredEntry<K> next;

    EntryIterator(Iterator<Map.Entry<K, Cell>> cells, BiFunction<K, Cell, @Nullable StoredEntry<K>> snapshot) {
        this.cells = cells;
        this.snapshot = snapshot;
    }

    @Override
    public boolean hasNext() {
        while (next == null && cells.hasNext()) {
            Map.Entry<K, Cell> entry = cells.next();
            next = snapshot.apply(entry.getKey(), entry.getValue());
        }
        return next != null;
    }

    @Override
    public StoredEntry<K> next() {
        StoredEntry<K> current = hasNext() ? next : null;
        if (current == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return current;
    }
}
