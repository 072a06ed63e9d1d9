package org.terracecache.event;

import java.time.Duration;
import java.util.Objects;

/**
 * A message that should have come did not, or came garbled. What memory holds of the bucket becomes {@linkplain Suspected
 * suspect}, so that no wrong value is served.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param bucket the bucket of the namespace, -1 if what was garbled was no bucket's
 * @param window from the last message that came to the one that is missing, by the store's clock, never null; zero if that is not known
 * @param reason what shows it, never null
 * @param count how many gaps this node has noticed so far
 */
public record GapDetected<K, V>(Source source, int bucket, Duration window, String reason, long count)
        implements BusEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("bus:gap:detected", GapDetected.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public GapDetected {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code bus:gap:detected}
     */
    public static <K, V> EventType<GapDetected<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
