package org.terracecache.jcache;

import java.util.function.BooleanSupplier;
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
    private static final int ALL = Audience.STANDARD | Audience.GENERAL | Audience.MEMORY;
    private static final long CREATED = CacheSignals.mask(Kind.CREATED, ALL);
    private static final long UPDATED = CacheSignals.mask(Kind.UPDATED, ALL);
    private static final long REMOVED = CacheSignals.mask(Kind.REMOVED, ALL);
    private static final long EXPIRED = CacheSignals.mask(Kind.EXPIRED, ALL);
    private static final long EVICTED = CacheSignals.mask(Kind.EVICTED, Audience.MEMORY);

    private final CacheSignals<K, V> signals;
    private final Counters counters;
    private volatile BooleanSupplier counting = () -> false;

    Changes(CacheSignals<K, V> signals, Counters counters) {
        this.signals = signals;
        this.counters = counters;
    }

    /** Evictions are counted while this is true. */
    void countWhile(BooleanSupplier condition) {
        counting = condition;
    }

    @Override
    public void onStored(K key, Object value, @Nullable Object prior, long version, Cause cause) {
        if ((signals.interest() & (prior == null ? CREATED : UPDATED)) != 0) {
            publish(prior == null ? Kind.CREATED : Kind.UPDATED, ALL, key, value, prior, version, cause);
        }
    }

    @Override
    public void onRemoved(K key, Object prior, long version, Cause cause) {
        if ((signals.interest() & REMOVED) != 0) {
            publish(Kind.REMOVED, ALL, key, prior, prior, version, cause);
        }
    }

    @Override
    public void onExpired(K key, Object prior, long version) {
        if ((signals.interest() & EXPIRED) != 0) {
            publish(Kind.EXPIRED, ALL, key, prior, prior, version, Cause.EXPIRY);
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
        signals.publish(new Signal<>(kind, audiences, key, (V) value, (V) prior, version, cause, null));
    }
}
