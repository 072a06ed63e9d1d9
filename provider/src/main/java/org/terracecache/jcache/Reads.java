package org.terracecache.jcache;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
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
        Object value = stack.get(key);
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

    Map<K, V> getAll(Set<? extends K> keys) {
        Map<K, V> found = new HashMap<>((int) (keys.size() / 0.75f) + 1);
        Set<K> missing = new LinkedHashSet<>();
        try {
            for (K key : keys) {
                long start = outcomes.startRead(Counter.HITS);
                Object value = stack.get(form.sought(key));
                if (value == null && loading == null) {
                    outcomes.miss(key, Cause.READ, start);
                } else if (value == null) {
                    missing.add(key);
                } else {
                    core.touch(form.sought(key), value);
                    outcomes.hit(key, value, Cause.READ, start);
                    found.put(key, form.out(value));
                }
            }
            if (loading != null && !missing.isEmpty()) {
                load(loading, missing, found);
            }
            return found;
        } finally {
            core.settle();
        }
    }

    private void load(Loading<K, V> by, Set<K> missing, Map<K, V> found) {
        long start = outcomes.startAlways();
        try {
            Set<K> stored = new LinkedHashSet<>();
            missing.forEach(key -> stored.add(form.key(key)));
            by.loadAll(stored, Mutation.FILL).forEach((key, value) -> found.put(form.keyOut(key), form.out(value)));
        } finally {
            outcomes.misses(missing, Cause.READ, start);
        }
    }
}
