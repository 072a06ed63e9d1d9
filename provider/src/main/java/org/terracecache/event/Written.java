package org.terracecache.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value was stored. At the general hub: once for each store that the statistics count as a put, and for each loaded value that was stored.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param key the key, never null
 * @param value the value, never null
 * @param oldValue the value before, null if there was none or if no listener asked for old values
 * @param layer the layer that answered or changed, never null
 * @param version the entry's version, 0 where there is no entry
 * @param cause what made it happen, never null
 */
public record Written<K, V>(
        Source source, K key, V value, @Nullable V oldValue, Layer layer, long version, Cause cause)
        implements EntryEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("cache:written", Written.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public Written {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(cause, "cause");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code cache:written}
     */
    public static <K, V> EventType<Written<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
