package org.terracecache.benchmarks.contender;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The measured operations. One subclass calls {@code javax.cache}, the other Caffeine itself; a measuring JVM opens one
 * contender only, so that every call through this type has a single target and is inlined.
 *
 * @param <V> the type of the values
 */
public abstract sealed class CacheOperations<V> permits CaffeineOperations, JCacheOperations {

    /** Returns the value of a key, or null. */
    public abstract @Nullable V get(Integer key);

    /** Stores a value. */
    public abstract void put(Integer key, V value);

    /** Stores a value and returns the one before. */
    public abstract @Nullable V getAndPut(Integer key, V value);

    /** Reads the value of a key and sets the one that the step makes of it, atomically. */
    public abstract @Nullable V invoke(Integer key, ValueStep<V> step);

    /** Returns the values of those keys that are present. */
    public abstract Map<Integer, V> getAll(Set<Integer> keys);
}
