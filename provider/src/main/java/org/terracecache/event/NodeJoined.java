package org.terracecache.event;

import java.util.Objects;

/**
 * A node of the namespace was heard of for the first time, or again after it had left. A node hears of itself, too.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param joined the name of the node, never null
 * @param count how many nodes are there now
 */
public record NodeJoined<K, V>(Source source, String joined, int count) implements BusEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("bus:node:joined", NodeJoined.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public NodeJoined {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(joined, "joined");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code bus:node:joined}
     */
    public static <K, V> EventType<NodeJoined<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
