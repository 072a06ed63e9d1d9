package org.terracecache.observe;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.Cause;
import org.terracecache.event.Layer;
import org.terracecache.event.Source;

/**
 * Something that happened, as the core tells it. Immutable, and shared by all queues. Key and values are in the form in
 * which the cache stores them; listeners get copies where the cache copies.
 *
 * @param kind what happened
 * @param audiences who is to hear it, bits of {@link Audience}
 * @param key the key, null where there is none
 * @param value the value that was found or stored; of an entry that left (removed, expired, evicted) either this or
 *     {@code oldValue} is the value it had
 * @param oldValue the value before, null if there was none
 * @param version the entry's version, 0 where there is no entry
 * @param cause what made it happen
 * @param detail a {@link java.time.Duration} for {@link Kind#LOAD_SUCCEEDED}, a {@link LoadFailure} for
 *     {@link Kind#LOAD_FAILED}, the layer that gave the value for {@link Kind#HIT} in a cache of two layers, a {@link Told} where neither key nor value say it, the name of the node that made a change if it
 *     was another one, null otherwise
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

    /**
     * What neither key nor values say. The event is made when a listener is told, on its thread.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     */
    @FunctionalInterface
    public interface Told<K, V> {
        /** The event; {@code out} copies what is in stored form. */
        CacheEvent<K, V> event(Source source, UnaryOperator<Object> out);
    }

    /** A signal of what neither key nor values say. */
    public static <K, V> Signal<K, V> told(Kind kind, int audiences, Told<K, V> told) {
        return new Signal<>(kind, audiences, null, null, null, 0, Cause.READ, told);
    }

    /** Whether an operation of this node made it, which has waited for the listeners that make operations wait. */
    public boolean isOwn() {
        return !(detail instanceof String || detail instanceof Told);
    }

    /** The layer that it is about: unless it says so, what memory does not hear is the business of the lowest layer. */
    Layer layer(Origin origin) {
        if (detail instanceof Layer layer) {
            return layer;
        }
        return (audiences & Audience.MEMORY) != 0 ? Layer.MEMORY : origin.lowest();
    }

    /** The value of an entry that left. */
    @Nullable V lastValue() {
        return oldValue != null ? oldValue : value;
    }
}
