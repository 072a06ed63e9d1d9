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
    public @Nullable Object store(K key, V value, Mutation mutation, boolean old) {
        return storeCopy(key, core.form().in(value), mutation, old);
    }

    /** Like {@link #store} for a value in stored form. */
    @Nullable Object storeCopy(K key, Object stored, Mutation mutation, boolean old) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        if (constantLives == null) {
            return storeAsked(storedKey, stored, mutation, old);
        }
        Change change = Change.store(mutation, stored, constantLives).wantingOld(old);
        return outcome(mutation, stack.apply(storedKey, change));
    }

    private static @Nullable Object outcome(Mutation mutation, @Nullable Object outcome) {
        if (mutation == Mutation.PUT_IF_ABSENT) {
            return outcome == null || outcome == MemoryLayer.NOT_STORED ? outcome : new Refusal(outcome);
        }
        return outcome == MemoryLayer.REFUSED ? null : outcome;
    }

    /** The policy is asked about what is there; the step demands that there is still something, or still nothing. */
    private @Nullable Object storeAsked(K key, Object stored, Mutation mutation, boolean old) {
        while (true) {
            Object prior = stack.get(key);
            if (prior != null && mutation == Mutation.PUT_IF_ABSENT) {
                if (!stack.isStill(key, prior)) {
                    continue;
                }
                return new Refusal(prior);
            }
            if (prior == null && mutation == Mutation.REPLACE) {
                return null;
            }
            Lives lives = core.expiry().forStore(prior != null);
            if (prior == null) {
                Object outcome = stack.apply(key, Change.store(Mutation.PUT_IF_ABSENT, stored, lives));
                if (outcome == null || outcome == MemoryLayer.NOT_STORED) {
                    return outcome;
                }
            } else {
                Mutation pinned = mutation == Mutation.PUT ? Mutation.PUT_IF_PRESENT : mutation;
                Object outcome =
                        stack.apply(key, Change.store(pinned, stored, lives).wantingOld(old));
                if (outcome != MemoryLayer.REFUSED) {
                    return outcome;
                }
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
            if (prior == null || !LayerStack.valueOf(prior).equals(expected)) {
                if (!stack.isStill(storedKey, prior)) {
                    continue;
                }
                return Refusal.of(core, storedKey, prior);
            }
            Lives lives = core.expiry().forStore(true);
            Object outcome = stack.apply(storedKey, new Change(Mutation.REPLACE_SAME, prior, stored, lives));
            if (outcome != MemoryLayer.REFUSED) {
                return outcome;
            }
        }
    }

    @Override
    public @Nullable Object remove(K key, boolean old) {
        core.beforeChange();
        Object outcome =
                stack.apply(core.form().key(key), Change.remove(Mutation.REMOVE).wantingOld(old));
        return outcome == MemoryLayer.REFUSED ? null : outcome;
    }

    @Override
    public @Nullable Object remove(K key, V expected) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        while (true) {
            Object prior = stack.get(storedKey);
            if (prior == null || !LayerStack.valueOf(prior).equals(expected)) {
                if (!stack.isStill(storedKey, prior)) {
                    continue;
                }
                return Refusal.of(core, storedKey, prior);
            }
            Object outcome = stack.apply(storedKey, new Change(Mutation.REMOVE_SAME, prior, null, Lives.FOREVER));
            if (outcome != MemoryLayer.REFUSED) {
                return outcome;
            }
        }
    }
}
