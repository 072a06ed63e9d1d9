package org.terracecache.event;

import java.time.Duration;
import java.util.Objects;

/**
 * A loader threw.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param key the key, never null
 * @param duration how long the loader ran, never null
 * @param error what it threw, never null
 * @param layer the layer that answered or changed, never null
 * @param version the entry's version, 0 where there is no entry
 * @param cause what made it happen, never null
 */
public record LoadFailed<K, V>(
        Source source, K key, Duration duration, Throwable error, Layer layer, long version, Cause cause)
        implements EntryEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("cache:load:failed", LoadFailed.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public LoadFailed {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(cause, "cause");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code cache:load:failed}
     */
    public static <K, V> EventType<LoadFailed<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
