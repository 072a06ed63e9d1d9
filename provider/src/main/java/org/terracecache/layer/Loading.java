package org.terracecache.layer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;
import org.terracecache.memory.Change;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.Mutation;
import org.terracecache.observe.Audience;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.Kind;
import org.terracecache.observe.LoadFailure;
import org.terracecache.observe.Signal;
import org.terracecache.spi.TimeSource;

/**
 * Calls a cache's loader, once per key at a time in the JVM. No lock is held while it runs: a write meanwhile wins, and the
 * loaded value is then returned but not stored. Keys and values are in stored form.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class Loading<K, V> {
    private final CacheLoader<K, V> loader;
    private final LayerStack<K> stack;
    private final Expiry expiry;
    private final Function<V, Object> copyIn;
    private final CacheSignals<K, V> signals;
    private final TimeSource time;
    private final ForeignCalls foreignCalls;

    /**
     * The loads of a cache.
     *
     * @param loader the cache's loader
     * @param stack the cache's layers
     * @param expiry the cache's expiry
     * @param copyIn makes the stored form of a loaded value
     * @param signals to whoever listens
     * @param time the cache's clock
     * @param foreignCalls the gate before the loader
     */
    public Loading(
            CacheLoader<K, V> loader,
            LayerStack<K> stack,
            Expiry expiry,
            Function<V, Object> copyIn,
            CacheSignals<K, V> signals,
            TimeSource time,
            ForeignCalls foreignCalls) {
        this.loader = loader;
        this.stack = stack;
        this.expiry = expiry;
        this.copyIn = copyIn;
        this.signals = signals;
        this.time = time;
        this.foreignCalls = foreignCalls;
    }

    /**
     * What came of a read that loads.
     *
     * @param value the value, null if the loader has none
     * @param present whether it was there after all, stored by another thread meanwhile
     */
    public record Loaded(@Nullable Object value, boolean present) {}

    /**
     * Loads and stores a value for a read that missed, or joins the load that is under way. A loader that reads the key that
     * it loads finds nothing.
     *
     * @throws CacheLoaderException if the loader failed
     */
    public Loaded load(K key) {
        Load own = new Load(key);
        Load other = stack.begin(key, own);
        if (other != null) {
            return other.isMine() ? new Loaded(null, false) : join(key, other);
        }
        return run(key, own, () -> {
            Object present = stack.get(key, own);
            if (present != null) {
                own.offerPresent(present);
                return new Loaded(present, true);
            }
            own.calling();
            Object value = call(key);
            own.offer(value);
            store(key, own, value, Mutation.FILL);
            return new Loaded(value, false);
        });
    }

    /**
     * Loads a value for the holder of a key, who stores it, or joins the load that is under way.
     *
     * @throws CacheLoaderException if the loader failed
     */
    public @Nullable Object loadHeld(K key) {
        Load own = new Load(key);
        Load other = stack.begin(key, own);
        if (other != null) {
            return other.isMine() ? null : join(key, other).value();
        }
        return run(key, own, () -> {
                    own.calling();
                    Object value = call(key);
                    own.offer(value);
                    return new Loaded(value, false);
                })
                .value();
    }

    /**
     * Loads the values of several keys with one call of the loader and stores them; joins the loads that are under way.
     *
     * @param keys the keys
     * @param mutation {@link Mutation#FILL}, or {@link Mutation#REFILL} to replace what is there
     * @return the values that there are
     * @throws CacheLoaderException if the loader failed
     */
    public Map<K, Loaded> loadAll(Iterable<? extends K> keys, Mutation mutation) {
        Map<K, Load> own = new LinkedHashMap<>();
        Map<K, Load> others = new LinkedHashMap<>();
        try {
            keys.forEach(key -> begin(key, own, others));
        } catch (RuntimeException | Error e) {
            abandon(own, e);
            throw e;
        }
        Map<K, Loaded> values = new LinkedHashMap<>();
        if (!own.isEmpty()) {
            runAll(own, mutation, values);
        }
        others.forEach((key, load) -> putIfPresent(values, key, join(key, load)));
        return values;
    }

    private void begin(K key, Map<K, Load> own, Map<K, Load> others) {
        Load load = new Load(key);
        Load other = stack.begin(key, load);
        if (other == null) {
            own.put(key, load);
        } else if (!other.isMine()) {
            others.put(key, other);
        }
    }

    private void abandon(Map<K, Load> loads, Throwable reason) {
        loads.forEach((key, load) -> {
            load.fail(reason);
            stack.end(key, load);
        });
    }

    private void runAll(Map<K, Load> own, Mutation mutation, Map<K, Loaded> values) {
        try {
            if (mutation == Mutation.FILL) {
                takePresent(own, values);
            } else {
                stack.prepareReloads(own);
            }
            own.values().forEach(Load::calling);
            Map<K, Object> loaded = own.isEmpty() ? Map.of() : callAll(own.keySet());
            own.forEach((key, load) -> load.offer(loaded.get(key)));
            storeAll(own, loaded, mutation);
            own.forEach((key, load) -> {
                load.complete();
                putIfPresent(values, key, new Loaded(load.value(), false));
            });
        } catch (RuntimeException | Error e) {
            own.values().forEach(load -> load.fail(e));
            throw e;
        } finally {
            own.forEach(stack::end);
        }
    }

    /** A key that another load has stored since it was missed is not loaded again. */
    private void takePresent(Map<K, Load> own, Map<K, Loaded> values) {
        stack.getAll(own).forEach((key, present) -> {
            values.put(key, new Loaded(present, true));
            Load load = own.remove(key);
            if (load != null) {
                load.offerPresent(present);
                load.complete();
                stack.end(key, load);
            }
        });
    }

    private Loaded run(K key, Load load, Supplier<Loaded> body) {
        try {
            Loaded loaded = body.get();
            load.complete();
            return loaded;
        } catch (RuntimeException | Error e) {
            load.fail(e);
            throw e;
        } finally {
            stack.end(key, load);
        }
    }

    private void storeAll(Map<K, Load> own, Map<K, Object> loaded, Mutation mutation) {
        if (mutation == Mutation.REFILL && expiry.constant() == null) {
            own.forEach((key, load) -> store(key, load, loaded.get(key), mutation));
            return;
        }
        Map<K, Change> fills = new LinkedHashMap<>();
        own.forEach((key, load) -> {
            Object value = loaded.get(key);
            if (value != null) {
                fills.put(key, new Change(mutation, load, value, expiry.forStore(false)));
            }
        });
        stack.applyAll(fills, this::stored);
    }

    private void store(K key, Load load, @Nullable Object value, Mutation mutation) {
        if (value == null) {
            return;
        }
        boolean present;
        Object outcome;
        do { // again if the policy was asked about an entry that was gone when the value came
            present = mutation == Mutation.REFILL && expiry.constant() == null && stack.get(key) != null;
            outcome = stack.fill(key, new Change(mutation, load, value, expiry.forStore(present)));
        } while (present && outcome == MemoryLayer.NOT_STORED);
        stored(key, outcome);
    }

    private void stored(K key, @Nullable Object outcome) {
        if (outcome == MemoryLayer.REFUSED) {
            publish(Kind.LOAD_SUPERSEDED, key, null);
        }
    }

    private @Nullable Object call(K key) {
        return foreignCalls.call(() -> callOpen(key));
    }

    private @Nullable Object callOpen(K key) {
        long start = time.nanoTime();
        try {
            V value = loader.load(key);
            Object stored = value == null ? null : copyIn.apply(value);
            publish(Kind.LOAD_SUCCEEDED, key, since(start));
            return stored;
        } catch (RuntimeException | Error e) {
            publish(Kind.LOAD_FAILED, key, new LoadFailure(since(start), e));
            throw wrapped(e);
        }
    }

    private Map<K, Object> callAll(Iterable<K> keys) {
        Map<K, Object> loaded = foreignCalls.call(() -> callAllOpen(keys));
        return loaded == null ? Map.of() : loaded;
    }

    private Map<K, Object> callAllOpen(Iterable<K> keys) {
        long start = time.nanoTime();
        List<K> asked = new ArrayList<>();
        keys.forEach(asked::add);
        try {
            Map<K, V> loaded = loader.loadAll(List.copyOf(asked));
            Map<K, Object> values = new LinkedHashMap<>();
            for (K key : asked) {
                V value = loaded.get(key);
                if (value != null) {
                    values.put(key, copyIn.apply(value));
                }
            }
            asked.forEach(key -> publish(Kind.LOAD_SUCCEEDED, key, since(start)));
            return values;
        } catch (RuntimeException | Error e) {
            asked.forEach(key -> publish(Kind.LOAD_FAILED, key, new LoadFailure(since(start), e)));
            throw wrapped(e);
        }
    }

    private Duration since(long start) {
        return Duration.ofNanos(time.nanoTime() - start);
    }

    /** The other thread's value; where waiting for it would never end, an own call of the loader, which stores nothing. */
    private Loaded join(K key, Load load) {
        boolean told = load.isCalling();
        if (told) {
            publish(Kind.LOAD_JOINED, key, null);
        }
        boolean ended = load.join();
        if (load.isPresent()) {
            return new Loaded(load.value(), true);
        }
        if (!told) {
            publish(Kind.LOAD_JOINED, key, null);
        }
        if (!ended) {
            return new Loaded(call(key), false);
        }
        Throwable error = load.error();
        if (error == null) {
            return new Loaded(load.value(), false);
        }
        throw new CacheLoaderException("The load that another thread had begun failed", causeOf(error));
    }

    private static Throwable causeOf(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof CacheLoaderException && cause != null ? cause : error;
    }

    private static CacheLoaderException wrapped(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof CacheLoaderException own ? own : new CacheLoaderException("The cache loader failed", e);
    }

    private static <K> void putIfPresent(Map<K, Loaded> values, K key, Loaded loaded) {
        if (loaded.value() != null) {
            values.put(key, loaded);
        }
    }

    private void publish(Kind kind, K key, @Nullable Object detail) {
        if ((signals.interest() & CacheSignals.mask(kind, Audience.GENERAL)) != 0) {
            signals.publish(new Signal<>(kind, Audience.GENERAL, key, null, null, 0, Cause.LOAD, detail));
        }
    }
}
