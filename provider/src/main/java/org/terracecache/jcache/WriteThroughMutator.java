package org.terracecache.jcache;

import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;
import org.terracecache.layer.LayerStack;
import org.terracecache.memory.Change;
import org.terracecache.memory.Hold;
import org.terracecache.memory.Mutation;

/**
 * Changes entries of a write-through cache. The key is held from before the writer's call until after the change, so that
 * the writer's store and the cache see one order; when the writer throws, nothing has changed.
 */
final class WriteThroughMutator<K, V> implements Mutator<K, V> {
    private final CacheCore<K, V> core;
    private final LayerStack<K> stack;
    private final WriterCalls<K, V> writer;

    WriteThroughMutator(CacheCore<K, V> core, CacheWriter<K, V> writer) {
        this.core = core;
        this.stack = core.stack();
        this.writer = new WriterCalls<>(writer, core.foreignCalls());
    }

    @Override
    public @Nullable Object store(K key, V value, Mutation mutation, boolean old) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        Object stored = core.form().in(value);
        Hold hold = stack.hold(storedKey);
        try {
            Object prior = stack.liveValue(storedKey, hold);
            if (prior != null && mutation == Mutation.PUT_IF_ABSENT) {
                return new Refusal(prior);
            }
            if (prior == null && mutation == Mutation.REPLACE) {
                return null;
            }
            writer.write(key, value);
            return stack.apply(
                    storedKey,
                    hold,
                    Change.store(mutation, stored, core.expiry().forStore(prior != null))
                            .wantingOld(old));
        } finally {
            stack.release(hold);
        }
    }

    @Override
    public @Nullable Object replace(K key, V expected, V value) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        Object stored = core.form().in(value);
        Hold hold = stack.hold(storedKey);
        try {
            Object prior = stack.liveValue(storedKey, hold);
            if (prior == null || !LayerStack.valueOf(prior).equals(expected)) {
                return Refusal.of(core, storedKey, prior);
            }
            writer.write(key, value);
            return stack.apply(
                    storedKey,
                    hold,
                    Change.store(Mutation.REPLACE, stored, core.expiry().forStore(true)));
        } finally {
            stack.release(hold);
        }
    }

    @Override
    public @Nullable Object remove(K key, boolean old) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        Hold hold = stack.hold(storedKey);
        try {
            Object prior = stack.liveValue(storedKey, hold);
            writer.delete(key);
            stack.apply(storedKey, hold, Change.remove(Mutation.REMOVE));
            return prior;
        } finally {
            stack.release(hold);
        }
    }

    @Override
    public @Nullable Object remove(K key, V expected) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        Hold hold = stack.hold(storedKey);
        try {
            Object prior = stack.liveValue(storedKey, hold);
            if (prior == null || !LayerStack.valueOf(prior).equals(expected)) {
                return Refusal.of(core, storedKey, prior);
            }
            writer.delete(key);
            stack.apply(storedKey, hold, Change.remove(Mutation.REMOVE));
            return prior;
        } finally {
            stack.release(hold);
        }
    }
}
