package org.terracecache.jcache;

import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;
import org.terracecache.memory.ChangeListener;
import org.terracecache.observe.Audience;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.Counter;
import org.terracecache.observe.Counters;
import org.terracecache.observe.Kind;
import org.terracecache.observe.Signal;

/** Tells the memory layer's changes to whoever listens. */
final class Changes<K, V> implements ChangeListener<K> {
    /** Of a cache whose only layer is memory. */
    static final int ALL = Audience.STANDARD | Audience.GENERAL | Audience.MEMORY;

    /** Of a cache whose changes are those of its remote layer. */
    static final int LAYER_ONLY = Audience.MEMORY;

    private static final long EXPIRED = CacheSignals.mask(Kind.EXPIRED, ALL);
    private static final long EVICTED = CacheSignals.mask(Kind.EVICTED, Audience.MEMORY);

    private final CacheSignals<K, V> signals;
    private final Counters counters;
    private final int audiences;
    private final ToIntFunction<Object> expiredTo;
    private final @Nullable Elsewhere<K, V> elsewhere;
    private final long created;
    private final long updated;
    private final long removed;
    private volatile BooleanSupplier counting = () -> false;

    /**
     * Changes of a memory layer.
     *
     * @param signals to whoever listens
     * @param counters counts evictions
     * @param audiences who hears of the changes; only of evictions all who listen to that layer do
     * @param expiredTo who hears of the end of an entry's life, by what memory held
     * @param elsewhere sees synchronous listeners done where changes are not made by operations, null where they all are
     */
    Changes(
            CacheSignals<K, V> signals,
            Counters counters,
            int audiences,
            ToIntFunction<Object> expiredTo,
            @Nullable Elsewhere<K, V> elsewhere) {
        this.expiredTo = expiredTo;
        this.elsewhere = elsewhere;
        this.signals = signals;
        this.audiences = audiences;
        this.created = CacheSignals.mask(Kind.CREATED, audiences);
        this.updated = CacheSignals.mask(Kind.UPDATED, audiences);
        this.removed = CacheSignals.mask(Kind.REMOVED, audiences);
        this.counters = counters;
    }

    /** Evictions are counted while this is true. */
    void countWhile(BooleanSupplier condition) {
        counting = condition;
    }

    @Override
    public void onStored(K key, Object value, @Nullable Object prior, long version, Cause cause) {
        if ((signals.interest() & (prior == null ? created : updated)) != 0) {
            publish(prior == null ? Kind.CREATED : Kind.UPDATED, audiences, key, value, prior, version, cause);
        }
    }

    @Override
    public void onRemoved(K key, Object prior, long version, Cause cause) {
        if ((signals.interest() & removed) != 0) {
            publish(Kind.REMOVED, audiences, key, prior, prior, version, cause);
        }
    }

    @Override
    public void onExpired(K key, Object prior, long version) {
        long interest = signals.interest();
        int to = (interest & EXPIRED) == 0 ? 0 : expiredTo.applyAsInt(prior);
        if ((interest & CacheSignals.mask(Kind.EXPIRED, to)) != 0) {
            publish(Kind.EXPIRED, to, key, prior, prior, version, Cause.EXPIRY);
        }
    }

    @Override
    public void onEvicted(K key, Object prior, long version) {
        if (counting.getAsBoolean()) {
            counters.add(Counter.EVICTIONS, 1);
        }
        if ((signals.interest() & EVICTED) != 0) {
            publish(Kind.EVICTED, Audience.MEMORY, key, prior, prior, version, Cause.EVICTION);
        }
    }

    @SuppressWarnings("unchecked") // what is stored came in as a V
    private void publish(
            Kind kind, int audiences, K key, Object value, @Nullable Object prior, long version, Cause cause) {
        Signal<K, V> signal = new Signal<>(kind, audiences, key, (V) value, (V) prior, version, cause, null);
        if (elsewhere == null) {
            signals.publish(signal);
        } else {
            elsewhere.tell(signal);
        }
    }
}
