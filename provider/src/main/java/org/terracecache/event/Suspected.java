package org.terracecache.event;

import java.util.Objects;

/**
 * What memory holds of a bucket is not believed any more, in any cache: it is revalidated before it is served, or gone at once.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param bucket the bucket of the namespace
 * @param reason why, never null
 * @param discarded whether it is gone at once, because the store has another past than it
 * @param count how often a bucket has become suspect on this node so far
 */
public record Suspected<K, V>(Source source, int bucket, Reason reason, boolean discarded, long count)
        implements BusEvent<K, V> {
    /** Why a bucket is suspect. */
    public enum Reason {
        /** Messages are missing. */
        GAP,
        /** Messages may have been missed while the bus was not heard. */
        RECONNECT,
        /** The store has begun anew: it was emptied, or has lost what it knew of the bucket. */
        NEW_STORE,
        /** The store has lost writes that this node knows of. */
        ROLLBACK,
        /** The machine was suspended. */
        SUSPENSION
    }

    private static final EventType<?> TYPE = new EventType<>("bus:suspected", Suspected.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public Suspected {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code bus:suspected}
     */
    public static <K, V> EventType<Suspected<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
