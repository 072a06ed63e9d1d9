package org.terracecache.linearizability;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.jetbrains.lincheck.datastructures.Validate;
import org.terracecache.jcache.Together;

/** A writer whose store must at the end hold what the cache holds; values that it refuses change nothing. */
public final class WriteThroughScenario extends SingleKeyOperations {
    /** The writer refuses this one. */
    static final int REFUSED = 1_003;

    private final Store store;

    public WriteThroughScenario() {
        this(new Store());
    }

    private WriteThroughScenario(Store store) {
        super(FreshCaches.create(
                FreshCaches.configuration().setCacheWriterFactory(() -> store).setWriteThrough(true)));
        this.store = store;
    }

    /** Called by Lincheck when all threads of an execution have ended. */
    @Validate
    public void store_holdsWhatTheCacheHolds() {
        Map<Integer, Integer> cached = new HashMap<>();
        cache().forEach(entry -> cached.put(entry.getKey(), entry.getValue()));
        if (!cached.equals(store.rows)) {
            throw new AssertionError("the cache holds " + cached + ", the writer's store " + store.rows);
        }
    }

    private static final class Store implements CacheWriter<Integer, Integer> {
        private final Map<Integer, Integer> rows = new ConcurrentHashMap<>();

        @Override
        public void write(Cache.Entry<? extends Integer, ? extends Integer> entry) {
            if (entry.getValue() == REFUSED) {
                throw new CacheWriterException("refused");
            }
            Together.giveWay();
            rows.put(entry.getKey(), entry.getValue());
        }

        @Override
        public void delete(Object key) {
            rows.remove(key);
        }

        @Override
        public void writeAll(Collection<Cache.Entry<? extends Integer, ? extends Integer>> entries) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deleteAll(Collection<?> keys) {
            throw new UnsupportedOperationException();
        }
    }
}
