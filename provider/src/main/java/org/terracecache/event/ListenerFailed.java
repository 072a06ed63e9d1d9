package org.terracecache.event;

import java.util.Objects;

/**
 * A listener threw, or a plug-in when it was made, started, stopped or closed. Other listeners and the cache are not affected.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param listener the listener's or plug-in's class, or the class in which it is written as a lambda, never null
 * @param error what it threw, never null
 * @param count how often this listener has failed so far
 */
public record ListenerFailed<K, V>(Source source, String listener, Throwable error, long count)
        implements CacheEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("listener:failed", ListenerFailed.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public ListenerFailed {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(error, "error");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code listener:failed}
     */
    public static <K, V> EventType<ListenerFailed<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
