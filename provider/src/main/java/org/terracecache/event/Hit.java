package org.terracecache.event;

import java.util.Objects;

/**
 * A key was found. At the general hub: once for each read that the statistics count as a hit.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param key the key, never null
 * @param value the value, never null
 * @param stale whether the value is past its expiry and was served all the same (Bentocache: graced)
 * @param layer the layer that answered or changed, never null
 * @param version the entry's version, 0 where there is no entry
 * @param cause what made it happen, never null
 */
public record Hit<K, V>(Source source, K key, V value, boolean stale, Layer layer, long version, Cause cause)
        implements EntryEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("cache:hit", Hit.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public Hit {
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
     * @return the type, named {@code cache:hit}
     */
    public static <K, V> EventType<Hit<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
