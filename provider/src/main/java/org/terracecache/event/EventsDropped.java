package org.terracecache.event;

import java.util.Objects;

/**
 * A listener's queue was full and events were dropped for it. Reported at most once a second for each listener. Where a
 * listener at the manager's hubs missed events, the source names the cache of the last of them; the counts are of all caches.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param listener the listener's class, or the class in which it is written as a lambda, never null
 * @param count how many events were dropped since the last report
 * @param total how many events were dropped for this listener so far
 */
public record EventsDropped<K, V>(Source source, String listener, long count, long total) implements CacheEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("listener:events-dropped", EventsDropped.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public EventsDropped {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(listener, "listener");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code listener:events-dropped}
     */
    public static <K, V> EventType<EventsDropped<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
