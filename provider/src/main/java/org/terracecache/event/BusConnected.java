package org.terracecache.event;

import java.time.Duration;
import java.util.Objects;

/**
 * The node hears the bus: all subscriptions of a connection are confirmed.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param buckets how many buckets of the namespace are heard on the connection
 * @param window for how long none of the node's connections had been heard, never null; zero the first time
 */
public record BusConnected<K, V>(Source source, int buckets, Duration window) implements BusEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("bus:connected", BusConnected.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public BusConnected {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(window, "window");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code bus:connected}
     */
    public static <K, V> EventType<BusConnected<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
