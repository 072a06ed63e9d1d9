package org.terracecache.event;

import java.util.Objects;

/**
 * An entry reached the end of its life. Once for each entry, within a second.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param key the key, never null
 * @param value the value that expired, never null
 * @param layer the layer that answered or changed, never null
 * @param version the entry's version, 0 where there is no entry
 * @param cause what made it happen, never null
 */
public record Expired<K, V>(Source source, K key, V value, Layer layer, long version, Cause cause)
        implements EntryEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("cache:expire", Expired.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public Expired {
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
     * @return the type, named {@code cache:expire}
     */
    public static <K, V> EventType<Expired<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
