package org.terracecache.jcache;

import org.jspecify.annotations.Nullable;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.Mutation;

/**
 * How a cache changes one entry: directly, or through a writer. Every method returns the live value that was there in
 * stored form, null if there was none (then nothing was replaced or removed), a {@link Refusal} if what was there did not
 * allow the change, {@link MemoryLayer#NOT_STORED} if the value would have expired at once.
 */
interface Mutator<K, V> {
    /** Stores: {@code PUT}, {@code PUT_IF_ABSENT} or {@code REPLACE}. What was there may be told as something only, unless it is wanted. */
    @Nullable Object store(K key, V value, Mutation mutation, boolean old);

    /** Stores if an equal value is there. */
    @Nullable Object replace(K key, V expected, V value);

    /** Removes. What was there may be told as something only, unless it is wanted. */
    @Nullable Object remove(K key, boolean old);

    /** Removes if an equal value is there. */
    @Nullable Object remove(K key, V expected);
}
