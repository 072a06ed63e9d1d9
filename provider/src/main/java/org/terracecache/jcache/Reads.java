package org.terracecache.jcache;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;
import org.terracecache.layer.Loading;
import org.terracecache.layer.Loading.Loaded;
import org.terracecache.memory.Mutation;
import org.terracecache.observe.Counter;

/** {@code get}, {@code getAll} and {@code containsKey}. */
final class Reads<K, V> {
    private final CacheCore<K, V> core;
    private final Outcomes<K, V> outcomes;
    private final @Nullable Loading<K, V> loading;

    Reads(CacheCore<K, V> core) {
        this.core = core;
        this.outcomes = core.outcomes();
        this.loading = core.readThrough() ? core.loading() : null;
    }

    @Nullable V get(K key) {
        long start = outcomes.start(Counter.HITS);
        Object value = core.stack().get(key);
        if (value == null) {
            return getMissing(key, start);
        }
        core.touch(key, value);
        outcomes.hit(key, value, Cause.READ, start);
        core.settle();
        return core.form().out(value);
    }

    private @Nullable V getMissing(K key, long sampled) {
        long start = loading == null ? sampled : outcomes.startNowUnless(sampled);
        if (loading == null) {
            outcomes.miss(key, Cause.READ, start);
            core.settle();
            return null;
        }
        try {
            Loaded loaded = loading.load(core.form().key(key));
            Object value = loaded.value();
            if (loaded.present() && value != null) {
                core.touch(key, value);
                outcomes.hit(key, value, Cause.READ, start);
            } else {
                outcomes.miss(key, Cause.READ, start);
            }
            return core.form().outOrNull(value);
        } catch (RuntimeException | Error e) {
            outcomes.miss(key, Cause.READ, start);
            throw e;
        } finally {
            core.settle();
        }
    }

    boolean containsKey(K key) {
        boolean present = core.stack().get(key) != null;
        core.settle();
        return present;
    }

    Map<K, V> getAll(Set<? extends K> keys) {
        Map<K, V> found = new HashMap<>((int) (keys.size() / 0.75f) + 1);
        Set<K> missing = new LinkedHashSet<>();
        try {
            for (K key : keys) {
                long start = outcomes.start(Counter.HITS);
                Object value = core.stack().get(key);
                if (value == null) {
                    missing.add(key);
                } else {
                    core.touch(key, value);
                    outcomes.hit(key, value, Cause.READ, start);
                    found.put(key, core.form().out(value));
                }
            }
            if (!missing.isEmpty()) {
                getAllMissing(missing, found);
            }
            return found;
        } finally {
            core.settle();
        }
    }

    private void getAllMissing(Set<K> missing, Map<K, V> found) {
        long start = loading == null ? Outcomes.UNTIMED : outcomes.startAlways();
        try {
            if (loading != null) {
                Set<K> stored = new LinkedHashSet<>();
                missing.forEach(key -> stored.add(core.form().key(key)));
                loading.loadAll(stored, Mutation.FILL)
                        .forEach((key, value) ->
                                found.put(core.form().keyOut(key), core.form().out(value)));
            }
        } finally {
            outcomes.misses(missing, Cause.READ, start);
        }
    }
}
