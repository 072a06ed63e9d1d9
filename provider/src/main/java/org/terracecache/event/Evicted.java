package org.terracecache.event;

import java.util.Objects;

/**
 * An entry left the memory layer because of the layer's bounds. The cause is always {@link Cause#EVICTION}.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param key the key, never null
 * @param value the value, never null
 * @param reason which bound made it leave, never null
 * @param layer the layer that answered or changed, never null
 * @param version the entry's version, 0 where there is no entry
 * @param cause what made it happen, never null
 */
public record Evicted<K, V>(Source source, K key, V value, Reason reason, Layer layer, long version, Cause cause)
        implements EntryEvent<K, V> {
    /** Why an entry was evicted. */
    public enum Reason {
        /** The layer held more entries, or more weight, than its maximum. */
        SIZE
    }

    private static final EventType<?> TYPE = new EventType<>("cache:evicted", Evicted.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public Evicted {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(cause, "cause");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code cache:evicted}
     */
    public static <K, V> EventType<Evicted<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
