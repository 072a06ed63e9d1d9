package org.terracecache.event;

import java.util.Objects;

/**
 * The node does not hear the bus: its subscriptions are lost, or it gave them up because they were silent. Memory is served until
 * the lease is over.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param buckets how many buckets of the namespace are not heard any more
 * @param count how often that has happened on this node so far
 */
public record BusDisconnected<K, V>(Source source, int buckets, long count) implements BusEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("bus:disconnected", BusDisconnected.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public BusDisconnected {
        Objects.requireNonNull(source, "source");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code bus:disconnected}
     */
    public static <K, V> EventType<BusDisconnected<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
