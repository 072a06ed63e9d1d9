package org.terracecache.observe;

import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;

/**
 * Something that happened, as the core tells it. Immutable, and shared by all queues. Key and values are in the form in
 * which the cache stores them; listeners get copies where the cache copies.
 *
 * @param kind what happened
 * @param audiences who is to hear it, bits of {@link Audience}
 * @param key the key, null for {@link Kind#CLEARED} only
 * @param value the value that was found or stored; of an entry that left (removed, expired, evicted) either this or
 *     {@code oldValue} is the value it had
 * @param oldValue the value before, null if there was none
 * @param version the entry's version, 0 where there is no entry
 * @param cause what made it happen
 * @param detail a {@link java.time.Duration} for {@link Kind#LOAD_SUCCEEDED}, a {@link LoadFailure} for
 *     {@link Kind#LOAD_FAILED}, the name of the node that made a change if it was another one, null otherwise
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public record Signal<K, V>(
        Kind kind,
        int audiences,
        @Nullable K key,
        @Nullable V value,
        @Nullable V oldValue,
        long version,
        Cause cause,
        @Nullable Object detail) {

    /** The value of an entry that left. */
    @Nullable V lastValue() {
        return oldValue != null ? oldValue : value;
    }
}
