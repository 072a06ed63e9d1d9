package org.terracecache.jcache;

import java.util.concurrent.Executor;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;
import org.terracecache.layer.Expiry;
import org.terracecache.layer.ForeignCalls;
import org.terracecache.layer.LayerStack;
import org.terracecache.layer.Loading;
import org.terracecache.observe.Audience;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.Counters;
import org.terracecache.observe.Kind;
import org.terracecache.observe.Signal;
import org.terracecache.spi.TimeSource;

/**
 * What the collaborators of one cache share.
 *
 * @param name the cache's name
 * @param stack its layers
 * @param form how keys and values are stored
 * @param expiry what its expiry policy says
 * @param signals to whoever listens
 * @param counters its statistics
 * @param outcomes counts and tells what came of operations
 * @param loading its loads, null without a loader
 * @param readThrough whether a read that misses loads
 * @param writer its writer, null unless it is write-through
 * @param foreignCalls the gate before its loader and writer
 * @param time its clock
 * @param executor where background work runs
 */
record CacheCore<K, V>(
        String name,
        LayerStack<K> stack,
        StoredForm<K, V> form,
        Expiry expiry,
        CacheSignals<K, V> signals,
        Counters counters,
        Outcomes<K, V> outcomes,
        @Nullable Loading<K, V> loading,
        boolean readThrough,
        @Nullable CacheWriter<K, V> writer,
        ForeignCalls foreignCalls,
        TimeSource time,
        Executor executor) {

    /** Before a change: gives way to listeners that want it to wait. */
    void beforeChange() {
        if ((signals.interest() & CacheSignals.BLOCKING) != 0) {
            signals.awaitRoom();
        }
    }

    /** After an operation, with no hold of its own left: lets its synchronous listeners run. */
    void settle() {
        if ((signals.interest() & CacheSignals.SYNCHRONOUS) != 0) {
            signals.settle();
        }
    }

    /** Moves the deadline of an entry that was just read. */
    void touch(K key, Object value) {
        if (!expiry.ignoresAccess()) {
            stack.touch(key, value, expiry.forAccess());
        }
    }

    /** Tells that the cache was emptied. */
    void tellCleared() {
        if ((signals.interest() & CacheSignals.mask(Kind.CLEARED, Audience.GENERAL)) != 0) {
            signals.publish(new Signal<>(Kind.CLEARED, Audience.GENERAL, null, null, null, 0, Cause.REMOVE, null));
        }
    }
}
