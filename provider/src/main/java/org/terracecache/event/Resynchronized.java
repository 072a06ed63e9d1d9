package org.terracecache.event;

import java.time.Duration;
import java.util.Objects;

/**
 * After a (re)connection the node knows again what the store has: every bucket was compared. Once for each connection.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param kept of how many buckets all that memory holds is right: nothing has happened meanwhile
 * @param suspect of how many it is revalidated before it is served
 * @param discarded of how many it is gone, because the store has another past than it
 * @param window from the loss of the connection before to now, never null; zero the first time
 */
public record Resynchronized<K, V>(Source source, int kept, int suspect, int discarded, Duration window)
        implements BusEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("bus:resynchronized", Resynchronized.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public Resynchronized {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(window, "window");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code bus:resynchronized}
     */
    public static <K, V> EventType<Resynchronized<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
