package org.terracecache.jcache;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import javax.cache.CacheException;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.layer.Loading;
import org.terracecache.memory.Mutation;

/** {@code loadAll}: in the background, also without read-through (JSR-107, {@code Cache.loadAll}). */
final class BulkLoads<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(BulkLoads.class);

    private final CacheCore<K, V> core;

    BulkLoads(CacheCore<K, V> core) {
        this.core = core;
    }

    void loadAll(Set<? extends K> keys, boolean replaceExisting, @Nullable CompletionListener listener) {
        Loading<K, V> loading = core.loading();
        if (loading == null) {
            if (listener != null) {
                listener.onCompletion();
            }
            return;
        }
        Set<K> wanted = new LinkedHashSet<>();
        keys.forEach(key -> wanted.add(core.form().key(key)));
        try {
            core.executor().execute(() -> load(loading, wanted, replaceExisting, listener));
        } catch (RejectedExecutionException e) {
            throw new CacheException(
                    "The executor of the cache " + core.name() + " takes no work: nothing is loaded", e);
        }
    }

    private void load(
            Loading<K, V> loading, Set<K> keys, boolean replaceExisting, @Nullable CompletionListener listener) {
        try {
            loadAndSettle(loading, keys, replaceExisting);
        } catch (RuntimeException | Error e) {
            tellFailure(core.name(), listener, e);
            return;
        }
        if (listener != null) {
            listener.onCompletion();
        }
    }

    private void loadAndSettle(Loading<K, V> loading, Set<K> keys, boolean replaceExisting) {
        try {
            if (!replaceExisting) {
                keys.removeIf(key -> core.stack().getNear(key) != null);
            }
            loading.loadAll(keys, replaceExisting ? Mutation.REFILL : Mutation.FILL);
        } finally {
            core.settle();
        }
    }

    private static void tellFailure(String cache, @Nullable CompletionListener listener, Throwable e) {
        if (listener == null) {
            LOG.warn("[cache={}] loadAll failed, and has no completion listener to tell", cache, e);
            return;
        }
        String what = e instanceof CacheEntryListenerException
                ? "The values were loaded, but a synchronous listener failed"
                : "The values were not all loaded and stored";
        listener.onException(e instanceof CacheLoaderException own ? own : new CacheLoaderException(what, e));
    }
}
