package org.terracecache.jcache;

import java.util.function.Function;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;
import org.terracecache.layer.LayerStack;
import org.terracecache.memory.Change;
import org.terracecache.memory.Hold;
import org.terracecache.memory.Lives;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.Mutation;

/**
 * Changes entries of a write-through cache. The key is held from before the writer's call until after the change, so that
 * the writer's store and the cache see one order; when the writer throws, nothing has changed.
 */
final class WriteThroughMutator<K, V> implements Mutator<K, V> {
    private final CacheCore<K, V> core;
    private final LayerStack<K> stack;
    private final WriterCalls<K, V> writer;
    private final @Nullable Lives constantLives;

    WriteThroughMutator(CacheCore<K, V> core, CacheWriter<K, V> writer) {
        this.core = core;
        this.stack = core.stack();
        this.writer = new WriterCalls<>(writer, core.foreignCalls());
        this.constantLives = core.expiry().constant();
    }

    @Override
    public @Nullable Object store(K key, V value, Mutation mutation, boolean old) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        Object stored = core.form().in(value);
        Hold hold = stack.hold(storedKey);
        try {
            if (mutation == Mutation.PUT && constantLives != null) {
                judge(storedKey, hold, old);
                writer.write(key, value);
                return stack.apply(
                        storedKey,
                        hold,
                        Change.store(mutation, stored, constantLives).wantingOld(old));
            }
            return storeAsked(key, value, mutation, old, storedKey, stored, hold);
        } finally {
            stack.release(hold);
        }
    }

    /** Before the writer is called: what is over in memory is removed and told, and what an operation is to tell must be readable. */
    private void judge(K key, Hold hold, boolean old) {
        Object ignored = old && stack.isLayered()
                ? stack.currentValue(key, hold)
                : stack.memory().liveValue(hold);
    }

    /** The change demands what was found: another node may change the key meanwhile. The writer is called once. */
    private @Nullable Object storeAsked(
            K key, V value, Mutation mutation, boolean old, K storedKey, Object stored, Hold hold) {
        boolean written = false;
        while (true) {
            Object prior = stack.currentValue(storedKey, hold);
            if (prior != null && mutation == Mutation.PUT_IF_ABSENT) {
                return new Refusal(prior);
            }
            if (prior == null && mutation == Mutation.REPLACE) {
                return null;
            }
            if (!written) {
                writer.write(key, value);
                written = true;
            }
            Mutation pinned = prior == null
                    ? Mutation.PUT_IF_ABSENT
                    : mutation == Mutation.PUT ? Mutation.PUT_IF_PRESENT : mutation;
            Object outcome = stack.apply(
                    storedKey,
                    hold,
                    Change.store(pinned, stored, core.expiry().forStore(prior != null))
                            .wantingOld(old));
            if (prior == null ? outcome == null || outcome == MemoryLayer.NOT_STORED : outcome != MemoryLayer.REFUSED) {
                return outcome;
            }
        }
    }

    @Override
    public @Nullable Object replace(K key, V expected, V value) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        Object stored = core.form().in(value);
        return changeSame(
                storedKey,
                expected,
                () -> writer.write(key, value),
                prior -> new Change(
                        Mutation.REPLACE_SAME, prior, stored, core.expiry().forStore(true)));
    }

    @Override
    public @Nullable Object remove(K key, boolean old) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        Hold hold = stack.hold(storedKey);
        try {
            judge(storedKey, hold, old);
            writer.delete(key);
            Object outcome =
                    stack.apply(storedKey, hold, Change.remove(Mutation.REMOVE).wantingOld(old));
            return outcome == MemoryLayer.REFUSED ? null : outcome;
        } finally {
            stack.release(hold);
        }
    }

    @Override
    public @Nullable Object remove(K key, V expected) {
        core.beforeChange();
        return changeSame(
                core.form().key(key),
                expected,
                () -> writer.delete(key),
                prior -> new Change(Mutation.REMOVE_SAME, prior, null, Lives.FOREVER));
    }

    private @Nullable Object changeSame(K storedKey, V expected, Runnable write, Function<Object, Change> change) {
        Hold hold = stack.hold(storedKey);
        try {
            boolean written = false;
            while (true) {
                Object prior = stack.currentValue(storedKey, hold);
                if (prior == null || !LayerStack.valueOf(prior).equals(expected)) {
                    return Refusal.of(core, storedKey, prior);
                }
                if (!written) {
                    write.run();
                    written = true;
                }
                Object outcome = stack.apply(storedKey, hold, change.apply(prior));
                if (outcome != MemoryLayer.REFUSED) {
                    return outcome;
                }
            }
        } finally {
            stack.release(hold);
        }
    }
}
