package org.terracecache.event;

import java.util.Objects;
import java.util.Set;

/**
 * A cache was emptied at once, without an event for each entry.
 *
 * <p>It comes after what was told of operations that had returned when the emptying began, and before what is told of those
 * that begin when it has ended. An operation that overlaps it is told before or after it, by chance, and a synchronous
 * listener may hear it at the same time as the event of a key: the order of the keys' own events says nothing about it. Who
 * mirrors a cache asks the cache for the keys that changed meanwhile.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param origin the node that emptied it, never null
 * @param layers the layers that were emptied, never null
 */
public record Cleared<K, V>(Source source, String origin, Set<Layer> layers) implements CacheEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("cache:cleared", Cleared.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public Cleared {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(origin, "origin");
        layers = Set.copyOf(layers);
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code cache:cleared}
     */
    public static <K, V> EventType<Cleared<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
