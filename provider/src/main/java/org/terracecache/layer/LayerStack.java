package org.terracecache.layer;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.Layer;
import org.terracecache.memory.Change;
import org.terracecache.memory.Hold;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.StoredEntry;

/**
 * The layers of one cache, as one: reads go from the top down, and whatever newer is learned of a key supersedes the loads of it
 * that are under way. Keys are in stored form. A value comes as a <em>handle</em>: {@link #valueOf} tells the value in stored
 * form, and the very handle says later what an operation had found.
 *
 * @param <K> the type of the keys
 */
public abstract sealed class LayerStack<K> permits MemoryStack, LayeredStack {
    /** The outcome of a change that met something which was not asked for. */
    public static final Object SOMETHING = new Object();

    private final MemoryLayer<K> memory;
    private final SingleFlight<K> flights = new SingleFlight<>();

    LayerStack(MemoryLayer<K> memory) {
        this.memory = memory;
    }

    /** The value of a handle, in stored form. */
    public static Object valueOf(Object handle) {
        if (handle instanceof Answered answered) {
            return answered.entry().value();
        }
        return handle instanceof LayeredEntry entry ? entry.value() : handle;
    }

    /** Whether what memory holds is right as far as this node may know at that time; where memory is the only layer, it is. */
    public static boolean isVouchedFor(Object stored, long nowNanos) {
        return !(stored instanceof LayeredEntry entry) || entry.mayServe(nowNanos);
    }

    /** The layer that gave a handle. */
    public static Layer layerOf(Object handle) {
        return handle instanceof Answered ? Layer.REMOTE : Layer.MEMORY;
    }

    /** The layer that has the last word. */
    public abstract Layer lowest();

    /** The memory layer, for operations that have nothing else to mind. */
    public final MemoryLayer<K> memory() {
        return memory;
    }

    final SingleFlight<K> flights() {
        return flights;
    }

    /** The live value, null if there is none. */
    public abstract @Nullable Object get(K key);

    /** The live value if it can be told without asking another layer; null if there is none, or another layer must be asked. */
    public abstract @Nullable Object getNear(K key);

    /** Whether there is another layer below memory: what is not near may still be there. */
    public abstract boolean isLayered();

    /** The live values, asked for together; keys without one are left out. */
    public abstract Map<K, Object> getAll(Collection<K> keys);

    /** The live values for loads; see {@link #get(Object, Load)}. Keys without one are left out. */
    abstract Map<K, Object> getAll(Map<K, Load> loads);

    /** Prepares loads that are to replace what is there. */
    abstract void prepareReloads(Map<K, Load> loads);

    /** The live value for a load, which is prepared to store what it will have loaded; null if there is none. */
    abstract @Nullable Object get(K key, Load load);

    /** The version of a value that was just read, 0 if another value is there by now. */
    public abstract long version(K key, Object handle);

    /** Moves the deadline of an entry that was just read. */
    public abstract void touch(K key, Object handle, long life);

    /** Changes an entry; see {@link MemoryLayer#apply(Object, Change)}. */
    public abstract @Nullable Object apply(K key, Change change);

    /**
     * Changes an entry whose key the caller holds. What is refused, although it was found to be allowed while the key was held, was
     * changed by another node.
     */
    public abstract @Nullable Object apply(K key, Hold hold, Change change);

    /**
     * Makes changes and fills, each by itself, together. When one fails, others may have been made; the first failure is thrown.
     *
     * @param outcomes is told the outcome of each
     */
    public abstract void applyAll(Map<K, Change> changes, BiConsumer<K, @Nullable Object> outcomes);

    /**
     * Makes a change if a value is there that is stored as the expected one would be, with one question to the layer below.
     *
     * @return what {@link #apply(Object, Change)} would return, or a {@link Different} if something else is there. It may be equal all the
     *     same
     */
    public abstract @Nullable Object applySameBytes(K key, Object expected, Change change);

    /** What was there instead of what was expected. */
    public record Different(Object handle) {}

    /** Takes the exclusive right to change a key within this node; see {@link MemoryLayer#hold}. */
    public final Hold hold(K key) {
        return memory.hold(key);
    }

    /** Gives back a hold. */
    public final void release(Hold hold) {
        memory.release(hold);
    }

    /** What the holder finds; an entry whose life is over is removed and told first. */
    public abstract @Nullable Object liveValue(K key, Hold hold);

    /** What the holder finds, not only in the memory of this node: for who decides by it to change nothing. */
    public abstract @Nullable Object currentValue(K key, Hold hold);

    /** Whether what was found, null for nothing, is still so: for who decided by it and changed nothing. */
    public abstract boolean isStill(K key, @Nullable Object handle);

    /** Begins a load; returns null if the load is the one, otherwise the one that is under way already. */
    @Nullable Load begin(K key, Load load) {
        return flights.begin(key, load);
    }

    /** Ends a load that was begun. */
    void end(K key, Load load) {
        flights.end(key, load);
    }

    /** Stores a loaded value unless something newer is known. */
    abstract @Nullable Object fill(K key, Change fill);

    /** Makes sure that no load that began before stores its value, of whatever key; for removals of all that is there. */
    public final void supersedeAll() {
        flights.supersedeAll();
    }

    /** Removes everything, and tells nothing. */
    public abstract void clear();

    /** Empties what outlives the cache on this node. */
    public abstract void destroy();

    /** Lets go of everything at once when the cache is closed; waits for nobody. */
    public void discard() {
        flights.supersedeAll();
        memory.discard();
    }

    /** Removes and tells what has expired. */
    public final void sweep(BooleanSupplier goOn) {
        memory.sweep(goOn);
    }

    /** The live entries, weakly consistent. */
    public abstract Iterator<StoredEntry<K>> iterator();

    /** Lets the memory layer evict at once what exceeds its bounds. */
    public final void cleanUp() {
        memory.cleanUp();
    }
}
