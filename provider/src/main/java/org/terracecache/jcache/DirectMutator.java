package org.terracecache.jcache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
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
                boolean ignored = stack.isStill(key, null); // throws if something is there that cannot be read
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

    /** Whether many changes at once take fewer round trips than one by one. */
    boolean isBulk() {
        return stack.isLayered() && constantLives != null;
    }

    /** Like {@link #storeCopy} with {@link Mutation#PUT} for many values in stored form. */
    void storeAll(Map<K, Object> stored, BiConsumer<K, @Nullable Object> outcomes) {
        Lives lives = Objects.requireNonNull(constantLives);
        changeAll(stored, value -> Change.store(Mutation.PUT, value, lives), outcomes);
    }

    /** Removes what is there under many keys. */
    void removeAll(Set<? extends K> keys, BiConsumer<K, @Nullable Object> outcomes) {
        Map<K, K> each = new LinkedHashMap<>();
        keys.forEach(key -> each.put(key, key));
        changeAll(each, key -> Change.remove(Mutation.REMOVE), outcomes);
    }

    private <T> void changeAll(Map<K, T> all, Function<T, Change> change, BiConsumer<K, @Nullable Object> outcomes) {
        core.beforeChange();
        Map<K, Change> changes = new LinkedHashMap<>();
        all.forEach((key, value) -> changes.put(core.form().key(key), change.apply(value)));
        stack.applyAll(changes, outcomes);
    }

    @Override
    public @Nullable Object replace(K key, V expected, V value) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        Object stored = core.form().in(value);
        return changeEqual(
                storedKey,
                expected,
                prior -> new Change(
                        Mutation.REPLACE_SAME, prior, stored, core.expiry().forStore(true)));
    }

    /** Changes a value that is equal to the expected one: at once where its bytes tell, otherwise by comparing it. */
    private @Nullable Object changeEqual(K key, V expected, Function<@Nullable Object, Change> change) {
        while (true) {
            Object prior;
            if (isBulk()) {
                Object outcome = stack.applySameBytes(key, expected, change.apply(null));
                if (!(outcome instanceof LayerStack.Different different)) {
                    return outcome;
                }
                prior = different.handle();
                if (!LayerStack.valueOf(prior).equals(expected)) {
                    return Refusal.of(core, key, prior);
                }
            } else {
                prior = stack.get(key);
                if (prior == null || !LayerStack.valueOf(prior).equals(expected)) {
                    if (!stack.isStill(key, prior)) {
                        continue;
                    }
                    return Refusal.of(core, key, prior);
                }
            }
            Object outcome = stack.apply(key, change.apply(prior));
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
        return changeEqual(
                core.form().key(key), expected, prior -> new Change(Mutation.REMOVE_SAME, prior, null, Lives.FOREVER));
    }
}
