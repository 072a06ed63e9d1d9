package org.terracecache.jcache;

import org.jspecify.annotations.Nullable;
import org.terracecache.layer.LayerStack;
import org.terracecache.memory.Change;
import org.terracecache.memory.Lives;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.Mutation;

/**
 * Changes entries of a cache without a writer, one atomic step each. Where foreign code must be asked first (an expiry
 * policy, a value's {@code equals}), it is asked without a lock, and the step demands that what it was asked about is still
 * so; if not, all begins again.
 */
final class DirectMutator<K, V> implements Mutator<K, V> {
    private final CacheCore<K, V> core;
    private final LayerStack<K> stack;
    private final @Nullable Lives constantLives;

    DirectMutator(CacheCore<K, V> core) {
        this.core = core;
        this.stack = core.stack();
        this.constantLives = core.expiry().constant();
    }

    @Override
    public @Nullable Object store(K key, V value, Mutation mutation) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        Object stored = core.form().in(value);
        if (constantLives != null) {
            return stack.apply(storedKey, Change.store(mutation, stored, constantLives));
        }
        while (true) {
            boolean present = stack.get(storedKey) != null;
            if (mutation == Mutation.PUT_IF_ABSENT ? present : mutation == Mutation.REPLACE && !present) {
                return MemoryLayer.REFUSED;
            }
            Mutation pinned =
                    present ? (mutation == Mutation.PUT ? Mutation.PUT_IF_PRESENT : mutation) : Mutation.PUT_IF_ABSENT;
            Lives lives = core.expiry().forStore(present);
            Object outcome = stack.apply(storedKey, Change.store(pinned, stored, lives));
            if (outcome != MemoryLayer.REFUSED) {
                return outcome;
            }
        }
    }

    @Override
    public @Nullable Object replace(K key, V expected, V value) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        Object stored = core.form().in(value);
        while (true) {
            Object prior = stack.get(storedKey);
            if (prior == null || !prior.equals(expected)) {
                return refused(storedKey, prior);
            }
            Lives lives = core.expiry().forStore(true);
            Object outcome = stack.apply(storedKey, new Change(Mutation.REPLACE_SAME, prior, stored, lives));
            if (outcome != MemoryLayer.REFUSED) {
                return outcome;
            }
        }
    }

    @Override
    public @Nullable Object remove(K key) {
        core.beforeChange();
        Object outcome = stack.apply(core.form().key(key), Change.remove(Mutation.REMOVE));
        return outcome == MemoryLayer.REFUSED ? null : outcome;
    }

    @Override
    public @Nullable Object remove(K key, V expected) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        while (true) {
            Object prior = stack.get(storedKey);
            if (prior == null || !prior.equals(expected)) {
                return refused(storedKey, prior);
            }
            Object outcome = stack.apply(storedKey, new Change(Mutation.REMOVE_SAME, prior, null, Lives.FOREVER));
            if (outcome != MemoryLayer.REFUSED) {
                return outcome;
            }
        }
    }

    private @Nullable Object refused(K key, @Nullable Object prior) {
        if (prior == null) {
            return null;
        }
        core.touch(key, prior);
        return MemoryLayer.REFUSED;
    }
}
