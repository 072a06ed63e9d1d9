package org.terracecache.event;

import java.util.Objects;

/**
 * A node of the namespace is not there any more.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param left the name of the node, never null
 * @param goodbye whether it said so; otherwise it fell silent
 * @param count how many nodes are there now
 */
public record NodeLeft<K, V>(Source source, String left, boolean goodbye, int count) implements BusEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("bus:node:left", NodeLeft.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public NodeLeft {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(left, "left");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code bus:node:left}
     */
    public static <K, V> EventType<NodeLeft<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
