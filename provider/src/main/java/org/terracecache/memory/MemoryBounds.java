package org.terracecache.memory;

import java.util.concurrent.Executor;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a memory layer.
 *
 * @param maximumEntries how many entries it may hold, 0 for no bound
 * @param maximumWeight what its entries may weigh together, 0 for no bound
 * @param weigher weighs a key with its value in stored form, null unless there is a maximum weight
 * @param executor where Caffeine does its maintenance, null for its default
 */
public record MemoryBounds(
        long maximumEntries,
        long maximumWeight,
        @Nullable ToIntBiFunction<Object, Object> weigher,
        @Nullable Executor executor) {
    /** No bound. */
    public static final MemoryBounds NONE = new MemoryBounds(0, 0, null, null);

    boolean isBounded() {
        return maximumEntries > 0 || maximumWeight > 0;
    }

    int weigh(Object key, @Nullable Object value) {
        if (weigher == null || value == null) {
            return 1;
        }
        int weight = weigher.applyAsInt(key, value);
        if (weight < 0) {
            throw new IllegalArgumentException(
                    "The cache's weigher returned " + weight + ": weights must be 0 or more");
        }
        return weight;
    }
}
