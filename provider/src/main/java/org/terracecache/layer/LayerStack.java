package org.terracecache.layer;

import java.util.Iterator;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.terracecache.memory.Change;
import org.terracecache.memory.Hold;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.Mutation;
import org.terracecache.memory.StoredEntry;

/**
 * The layers of one cache, as one: reads go from the top down, changes supersede the loads that are under way before they
 * are made. Keys and values are in stored form. A remote layer joins here: what it answers is installed in memory by the
 * same {@link Change}s, whose precondition is the install rule.
 *
 * @param <K> the type of the keys
 */
public final class LayerStack<K> {
    private final MemoryLayer<K> memory;
    private final SingleFlight<K> flights = new SingleFlight<>();

    /** A stack of one layer. */
    public LayerStack(MemoryLayer<K> memory) {
        this.memory = memory;
    }

    /** The memory layer, for operations that have nothing else to mind. */
    public MemoryLayer<K> memory() {
        return memory;
    }

    /** The live value, null if there is none. */
    public @Nullable Object get(K key) {
        return memory.get(key);
    }

    /** The version of a value that was just read, 0 if another value is there by now. */
    public long version(K key, Object value) {
        return memory.version(key, value);
    }

    /** Moves the deadline of an entry that was just read. */
    public void touch(K key, Object value, long life) {
        memory.touch(key, value, life);
    }

    /** Changes an entry; see {@link MemoryLayer#apply(Object, Change)}. */
    public @Nullable Object apply(K key, Change change) {
        flights.supersede(key);
        return memory.apply(key, change);
    }

    /** Changes an entry whose key the caller holds. */
    public @Nullable Object apply(K key, Hold hold, Change change) {
        flights.supersede(key);
        return memory.apply(hold, change);
    }

    /** Takes the exclusive right to change a key; see {@link MemoryLayer#hold}. */
    public Hold hold(K key) {
        return memory.hold(key);
    }

    /** Gives back a hold. */
    public void release(Hold hold) {
        memory.release(hold);
    }

    /** What the holder finds; an entry whose life is over is removed and told first. */
    public @Nullable Object liveValue(Hold hold) {
        return memory.liveValue(hold);
    }

    /** Begins a load; returns null if the load is the one, otherwise the one that is under way already. */
    @Nullable Load begin(K key, Load load) {
        return flights.begin(key, load);
    }

    /** Ends a load that was begun. */
    void end(K key, Load load) {
        flights.end(key, load);
    }

    /** Stores a loaded value unless something newer is known. */
    @Nullable Object fill(K key, Change fill) {
        if (fill.mutation() != Mutation.FILL && fill.mutation() != Mutation.REFILL) {
            throw new IllegalArgumentException("not a fill: " + fill.mutation());
        }
        return memory.apply(key, fill);
    }

    /** Makes sure that no load that began before stores its value; for removals of keys that are not there. */
    public void supersede(K key) {
        flights.supersede(key);
    }

    /** Makes sure that no load that began before stores its value, of whatever key; for removals of all that is there. */
    public void supersedeAll() {
        flights.supersedeAll();
    }

    /** Removes everything, and tells nothing. */
    public void clear() {
        flights.supersedeAll();
        memory.clear();
    }

    /** Lets go of everything at once when the cache is closed; waits for nobody. */
    public void discard() {
        flights.supersedeAll();
        memory.discard();
    }

    /** Removes and tells what has expired. */
    public void sweep(BooleanSupplier goOn) {
        memory.sweep(goOn);
    }

    /** The live entries, weakly consistent. */
    public Iterator<StoredEntry<K>> iterator() {
        return memory.iterator();
    }

    /** Lets the memory layer evict at once what exceeds its bounds. */
    public void cleanUp() {
        memory.cleanUp();
    }
}
