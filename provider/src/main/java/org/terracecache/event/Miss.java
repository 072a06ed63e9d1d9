package org.terracecache.event;

import java.util.Objects;

/**
 * A key was not found. At the general hub: once for each read that the statistics count as a miss.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param key the key, never null
 * @param layer the layer that answered or changed, never null
 * @param version the entry's version, 0 where there is no entry
 * @param cause what made it happen, never null
 */
public record Miss<K, V>(Source source, K key, Layer layer, long version, Cause cause) implements EntryEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("cache:miss", Miss.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public Miss {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(cause, "cause");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code cache:miss}
     */
    public static <K, V> EventType<Miss<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
