package org.terracecache.observe;

import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import org.jspecify.annotations.Nullable;
import org.terracecache.Events;
import org.terracecache.spi.Emitter;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.TimeSource;

/**
 * The signals of one cache, from the core to those who listen.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@SuppressWarnings({"UnusedVariable", "DoNotCallSuggester"})
public final class CacheSignals<K, V> implements AutoCloseable {
    /** Set in {@link #interest} while a synchronous listener is registered: {@link #settle} has something to do then. */
    public static final long SYNCHRONOUS = 1L << 62;

    /** Set in {@link #interest} while a listener may block writers: {@link #awaitRoom} has something to do then. */
    public static final long BLOCKING = 1L << 61;

    /**
     * The signals of a cache.
     *
     * @param manager the signals of its manager
     * @param cacheName its name
     * @param defaults the options of listeners that bring none
     * @param executor where asynchronous listeners run
     * @param time the cache's clock
     * @param copyOut copies a stored key or value for a listener, the identity where the cache stores by reference
     * @param emitter the application's own emitter
     */
    public CacheSignals(
            ManagerSignals manager,
            String cacheName,
            ListenerOptions defaults,
            Executor executor,
            TimeSource time,
            UnaryOperator<Object> copyOut,
            @Nullable Emitter emitter) {}

    /** Names the source of standard events, once, before the first operation. */
    public void bind(Cache<K, V> cache) {}

    /** What anybody in this cache or at its manager listens to; 0 = nothing at all. */
    public long interest() {
        return 0;
    }

    /** The bits of {@link #interest} that tell whether somebody would hear such a signal. */
    public static long mask(Kind kind, int audiences) {
        return (long) audiences << (3 * kind.index());
    }

    /**
     * Tells a signal. Called inside the short critical section of the key, in the order of the key's versions. Never
     * blocks, never runs user code, never throws.
     */
    public void publish(Signal<K, V> signal) {}

    /** Waits while the queue of an asynchronous listener with the policy BLOCK is full. Called before a mutation, with no lock held. */
    public void awaitRoom() {}

    /**
     * Runs the synchronous listeners for what this thread has published. Called at the end of each public operation, with no
     * monitor held.
     *
     * @throws javax.cache.event.CacheEntryListenerException if a standard synchronous listener threw
     */
    public void settle() {}

    /**
     * Registers a standard listener.
     *
     * @throws IllegalArgumentException if an equal configuration is registered already
     */
    public void register(CacheEntryListenerConfiguration<K, V> configuration) {}

    /**
     * Ends the registration of a standard listener and closes it and its filter if they can be closed.
     *
     * @return whether an equal configuration was registered
     */
    public boolean deregister(CacheEntryListenerConfiguration<K, V> configuration) {
        return false;
    }

    /** The cache's hubs. */
    public Events<K, V> events() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Ends all subscriptions and registrations: no further listener call begins, listeners and filters are closed. */
    @Override
    public void close() {}
}
