package org.terracecache.jcache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.terracecache.lock.KeyCycleException;
import org.terracecache.memory.Hold;

/**
 * The holds of several keys, for the time of one call of a writer. They are taken in the order of the keys' hash codes;
 * where that order is not enough and threads would wait for each other, one gives all of its holds back and begins again.
 */
final class HeldKeys<K> {
    private static final int ATTEMPTS = 16;

    private final CacheCore<K, ?> core;
    private final Deque<Hold> holds = new ArrayDeque<>();

    private HeldKeys(CacheCore<K, ?> core) {
        this.core = core;
    }

    /**
     * Takes the holds.
     *
     * @throws KeyCycleException if the thread holds other keys that others wait for, so that beginning again does not help
     */
    static <K> HeldKeys<K> of(CacheCore<K, ?> core, Collection<? extends K> keys) {
        List<K> ordered = new ArrayList<>(keys);
        ordered.sort(Comparator.comparingInt(Object::hashCode));
        HeldKeys<K> held = new HeldKeys<>(core);
        for (int attempt = 1; ; attempt++) {
            try {
                ordered.forEach(held::take);
                return held;
            } catch (RuntimeException | Error e) {
                held.release();
                if (attempt == ATTEMPTS || !(e instanceof KeyCycleException)) {
                    throw e;
                }
            }
        }
    }

    private void take(K key) {
        holds.push(core.stack().hold(core.form().key(key)));
    }

    /** Gives them back. */
    void release() {
        while (!holds.isEmpty()) {
            core.stack().release(holds.pop());
        }
    }
}
