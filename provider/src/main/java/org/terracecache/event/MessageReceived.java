package org.terracecache.event;

import java.util.Objects;

/**
 * Another node's message about the cache arrived and was applied: what it is about is not served from memory any more. A
 * message that arrives again is told again. A node's own messages come back to it, too, and are not told.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param message what was received, never null
 */
public record MessageReceived<K, V>(Source source, BusMessage<K> message) implements BusEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("bus:message:received", MessageReceived.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public MessageReceived {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(message, "message");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code bus:message:received}
     */
    public static <K, V> EventType<MessageReceived<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
