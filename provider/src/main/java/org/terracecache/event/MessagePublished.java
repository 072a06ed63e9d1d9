package org.terracecache.event;

import java.util.Objects;

/**
 * This node has changed something that all nodes share, and the message that tells the others is out. One for each message:
 * a {@code clear} sends one for each bucket of the namespace.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param message what was published, never null
 */
public record MessagePublished<K, V>(Source source, BusMessage<K> message) implements BusEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("bus:message:published", MessagePublished.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public MessagePublished {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(message, "message");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code bus:message:published}
     */
    public static <K, V> EventType<MessagePublished<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
