package org.terracecache.jcache;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;
import org.terracecache.layer.LayerStack;
import org.terracecache.layer.Loading;
import org.terracecache.lock.KeyCycleException;
import org.terracecache.memory.Change;
import org.terracecache.memory.Hold;
import org.terracecache.memory.Lives;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.Mutation;
import org.terracecache.observe.Counter;

/**
 * {@code invoke} and {@code invokeAll}: a processor runs exactly once, while the key is held; its net effect is applied when
 * it has returned, and nothing is if it throws.
 */
final class Invocation<K, V> {
    private final CacheCore<K, V> core;
    private final LayerStack<K> stack;
    private final Outcomes<K, V> outcomes;
    private final @Nullable WriterCalls<K, V> writer;
    private final @Nullable Loading<K, V> loading;

    Invocation(CacheCore<K, V> core) {
        this.core = core;
        this.stack = core.stack();
        this.outcomes = core.outcomes();
        this.writer = core.writer() == null ? null : new WriterCalls<>(core.writer(), core.foreignCalls());
        this.loading = core.readThrough() ? core.loading() : null;
    }

    <T> @Nullable T invoke(K key, EntryProcessor<K, V, T> processor, Object... arguments) {
        core.beforeChange();
        K storedKey = core.form().key(key);
        try {
            Hold hold = hold(storedKey);
            try {
                return invokeHeld(key, storedKey, hold, processor, arguments);
            } finally {
                stack.release(hold);
            }
        } finally {
            core.settle();
        }
    }

    private Hold hold(K key) {
        try {
            return stack.hold(key);
        } catch (KeyCycleException e) {
            throw new EntryProcessorException(e.getMessage(), e);
        }
    }

    /** Runs the processor, and again whenever another node has changed the key meanwhile: within this node, the hold keeps it. */
    private <T> @Nullable T invokeHeld(
            K key, K storedKey, Hold hold, EntryProcessor<K, V, T> processor, Object... arguments) {
        long start = outcomes.startRead(Counter.HITS);
        Object prior = stack.liveValue(storedKey, hold);
        found(storedKey, prior, start);
        while (true) {
            Object basis = prior;
            ProcessorEntry<K, V> entry = new ProcessorEntry<>(
                    key,
                    basis != null,
                    () -> core.form().outOrNull(basis),
                    () -> load(storedKey),
                    basis == null ? 0 : stack.version(storedKey, basis),
                    basis == null ? stack.lowest() : LayerStack.layerOf(basis),
                    () -> Deadlines.toInstant(basis == null ? Lives.ETERNAL : hold.deadline(), core.time()));
            T result = process(processor, entry, arguments);
            if (commit(storedKey, hold, entry, basis)) {
                return result;
            }
            prior = stack.liveValue(storedKey, hold);
        }
    }

    private void found(K key, @Nullable Object prior, long start) {
        if (prior == null) {
            outcomes.miss(key, Cause.INVOKE, start);
        } else {
            outcomes.hit(key, prior, Cause.INVOKE, start);
        }
    }

    private @Nullable V load(K key) {
        return loading == null ? null : core.form().outOrNull(loading.loadHeld(key));
    }

    private static <K, V, T> @Nullable T process(
            EntryProcessor<K, V, T> processor, ProcessorEntry<K, V> entry, Object... arguments) {
        try {
            return processor.process(entry, arguments);
        } catch (EntryProcessorException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EntryProcessorException("The entry processor failed; nothing was changed. " + e.getMessage(), e);
        }
    }

    /** Applies the net effect, unless another node has changed the key: then returns false, and nothing was done. */
    private boolean commit(K key, Hold hold, ProcessorEntry<K, V> entry, @Nullable Object prior) {
        switch (entry.effect()) {
            case NONE -> {
                return stack.isStill(key, prior);
            }
            case ACCESSED -> {
                if (!stack.isStill(key, prior)) {
                    return false;
                }
                if (prior != null) {
                    core.touch(key, prior);
                }
                return true;
            }
            case LOADED -> {
                return store(key, hold, core.form().in(entry.newValue()), Mutation.LOADED, prior)
                        != MemoryLayer.REFUSED;
            }
            case CREATED, UPDATED -> {
                return put(key, hold, entry, prior);
            }
            case REMOVED -> {
                return remove(key, hold, entry.getKey(), prior);
            }
        }
        throw new IllegalStateException("no effect: " + entry.effect());
    }

    private boolean put(K key, Hold hold, ProcessorEntry<K, V> entry, @Nullable Object prior) {
        long start = writer == null ? outcomes.start(Counter.PUTS) : outcomes.startAlways();
        Object stored = core.form().in(entry.newValue());
        if (writer != null) {
            writer.write(entry.getKey(), entry.newValue());
        }
        Object outcome = store(key, hold, stored, Mutation.INVOKE, prior);
        if (outcome == MemoryLayer.REFUSED) {
            return false;
        }
        if (outcome != MemoryLayer.NOT_STORED) {
            outcomes.put(start);
        }
        return true;
    }

    private @Nullable Object store(K key, Hold hold, Object stored, Mutation mutation, @Nullable Object prior) {
        Lives lives = core.expiry().forStore(prior != null);
        return stack.apply(key, hold, new Change(mutation, prior, stored, lives));
    }

    private boolean remove(K key, Hold hold, K callerKey, @Nullable Object prior) {
        long start = writer == null ? outcomes.start(Counter.REMOVALS) : outcomes.startAlways();
        if (writer != null) {
            writer.delete(callerKey);
        }
        Object outcome = stack.apply(key, hold, new Change(Mutation.INVOKE, prior, null, Lives.FOREVER));
        if (outcome == MemoryLayer.REFUSED) {
            return false;
        }
        if (outcome != null) {
            outcomes.removal(start);
        }
        return true;
    }

    <T> Map<K, EntryProcessorResult<T>> invokeAll(
            Set<? extends K> keys, EntryProcessor<K, V, T> processor, Object... arguments) {
        Map<K, EntryProcessorResult<T>> results = new HashMap<>();
        for (K key : keys) {
            try {
                T result = invoke(key, processor, arguments);
                if (result != null) {
                    results.put(key, () -> result);
                }
            } catch (EntryProcessorException e) {
                results.put(key, failure(e));
            } catch (RuntimeException e) {
                results.put(key, failure(new EntryProcessorException(e)));
            }
        }
        return results;
    }

    private static <T> EntryProcessorResult<T> failure(EntryProcessorException e) {
        return () -> {
            throw e;
        };
    }
}
