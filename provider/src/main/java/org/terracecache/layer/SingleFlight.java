package org.terracecache.layer;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The loads that are under way, at most one per key that others may join.
 *
 * @param <K> the type of the keys
 */
final class SingleFlight<K> {
    private final ConcurrentHashMap<K, Load> loads = new ConcurrentHashMap<>();

    /** Registers a load. Returns null if it is the one, otherwise the one that is under way already. */
    @Nullable Load begin(K key, Load load) {
        return loads.putIfAbsent(key, load);
    }

    /** Forgets a load that has ended. */
    void end(K key, Load load) {
        loads.remove(key, load);
    }

    /**
     * Something newer of the key is known: no load that began before may store its value, or be joined. The map is not asked
     * first whether it is empty: it counts an entry after it has it, and could say so while there are loads.
     */
    void supersede(K key) {
        Load load = loads.remove(key);
        if (load != null) {
            load.supersede();
        }
    }

    /** The load of a key that may be joined, null if there is none. */
    @Nullable Load find(K key) {
        return loads.get(key);
    }

    /** Something of that version was learned of the key: a load that set out from less may not store its value, or be joined. */
    void learn(K key, long version) {
        Load load = loads.get(key);
        if (load != null && load.learn(version)) {
            loads.remove(key, load);
        }
    }

    /** Like {@link #supersede} for all keys. */
    void supersedeAll() {
        loads.keySet().forEach(this::supersede);
    }
}
