package org.terracecache.jcache;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;
import org.terracecache.layer.LayerStack;
import org.terracecache.layer.Loading;
import org.terracecache.layer.Loading.Loaded;
import org.terracecache.memory.Mutation;
import org.terracecache.observe.Counter;

/** {@code get}, {@code getAll} and {@code containsKey}. */
final class Reads<K, V> {
    private final CacheCore<K, V> core;
    private final LayerStack<K> stack;
    private final StoredForm<K, V> form;
    private final boolean touches;
    private final Outcomes<K, V> outcomes;
    private final @Nullable Loading<K, V> loading;

    Reads(CacheCore<K, V> core) {
        this.core = core;
        this.stack = core.stack();
        this.form = core.form();
        this.touches = !core.expiry().ignoresAccess();
        this.outcomes = core.outcomes();
        this.loading = core.readThrough() ? core.loading() : null;
    }

    @Nullable V get(K asked) {
        K key = form.sought(asked);
        long start = outcomes.startRead(Counter.HITS);
        Object value = loading == null ? stack.get(key) : stack.getNear(key);
        if (value == null) {
            return getMissing(key, start);
        }
        if (touches) {
            core.touch(key, value);
        }
        outcomes.hit(key, value, Cause.READ, start);
        core.settle();
        return form.out(value);
    }

    private @Nullable V getMissing(K key, long sampled) {
        long start = loading == null ? sampled : outcomes.startNowUnless(sampled);
        if (loading == null) {
            outcomes.miss(key, Cause.READ, start);
            core.settle();
            return null;
        }
        try {
            Loaded loaded = loading.load(form.key(key));
            Object value = loaded.value();
            if (loaded.present() && value != null) {
                core.touch(key, value);
                outcomes.hit(key, value, Cause.READ, start);
            } else {
                outcomes.miss(key, Cause.READ, start);
            }
            return form.outOrNull(value);
        } catch (RuntimeException | Error e) {
            outcomes.miss(key, Cause.READ, start);
            throw e;
        } finally {
            core.settle();
        }
    }

    boolean containsKey(K key) {
        boolean present = stack.get(form.sought(key)) != null;
        core.settle();
        return present;
    }

    /** What is near is taken at once; the rest is asked for together. */
    Map<K, V> getAll(Set<? extends K> keys) {
        Map<K, V> found = new HashMap<>((int) (keys.size() / 0.75f) + 1);
        Map<K, K> elsewhere = new LinkedHashMap<>();
        try {
            for (K key : keys) {
                long start = outcomes.startRead(Counter.HITS);
                K sought = form.sought(key);
                Object value = stack.getNear(sought);
                if (value != null) {
                    hit(key, sought, value, start, found);
                } else if (loading != null || stack.isLayered()) {
                    elsewhere.put(form.key(key), key);
                } else {
                    outcomes.miss(key, Cause.READ, start);
                }
            }
            if (loading != null && !elsewhere.isEmpty()) {
                load(loading, elsewhere, found);
            } else if (!elsewhere.isEmpty()) {
                ask(elsewhere, found);
            }
            return found;
        } finally {
            core.settle();
        }
    }

    private void hit(K key, K sought, Object value, long start, Map<K, V> found) {
        core.touch(sought, value);
        outcomes.hit(key, value, Cause.READ, start);
        found.put(key, form.out(value));
    }

    /** Asks the layers below for keys, each with the one that the caller gave. */
    private void ask(Map<K, K> elsewhere, Map<K, V> found) {
        long start = outcomes.startAlways();
        Map<K, Object> values = stack.getAll(elsewhere.keySet());
        long share = outcomes.share(start, elsewhere.size());
        elsewhere.forEach((sought, key) -> {
            Object value = values.get(sought);
            if (value == null) {
                outcomes.miss(key, Cause.READ, outcomes.startAfter(share));
            } else {
                hit(key, sought, value, outcomes.startAfter(share), found);
            }
        });
    }

    private void load(Loading<K, V> by, Map<K, K> elsewhere, Map<K, V> found) {
        long start = outcomes.startAlways();
        Set<K> missing = new LinkedHashSet<>(elsewhere.values());
        try {
            by.loadAll(elsewhere.keySet(), Mutation.FILL).forEach((sought, loaded) -> {
                Object value = Objects.requireNonNull(loaded.value());
                K key = elsewhere.getOrDefault(sought, sought);
                if (loaded.present()) {
                    missing.remove(key);
                    hit(key, sought, value, start, found);
                } else {
                    found.put(key, form.out(value));
                }
            });
        } finally {
            if (!missing.isEmpty()) {
                outcomes.misses(missing, Cause.READ, start);
            }
        }
    }
}
