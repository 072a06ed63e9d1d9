package org.terracecache.event;

import java.time.Duration;
import java.util.Objects;

/**
 * The remote layer did not answer an operation of the cache in time, so that nobody knows whether it was done. The operation has
 * thrown.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param operation what was to be done, never null
 * @param duration from the request to the time-out, never null
 * @param error what the operation throws, never null
 */
public record RemoteTimedOut<K, V>(Source source, String operation, Duration duration, Throwable error)
        implements CacheEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("remote:timed-out", RemoteTimedOut.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public RemoteTimedOut {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(error, "error");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code remote:timed-out}
     */
    public static <K, V> EventType<RemoteTimedOut<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
