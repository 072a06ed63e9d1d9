package org.terracecache.observe;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import org.jspecify.annotations.Nullable;
import org.terracecache.Events;
import org.terracecache.event.Layer;
import org.terracecache.spi.Emitter;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.TimeSource;

/**
 * The signals of one cache, from the core to those who listen.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class CacheSignals<K, V> implements AutoCloseable {
    /**
     * Set in {@link #interest} as soon as there is a synchronous listener: {@link #settle} may have something to do then. It
     * stays when the listener has gone, for the sake of operations that are under way.
     */
    public static final long SYNCHRONOUS = 1L << 62;

    /** Set in {@link #interest} while a listener may block writers: {@link #awaitRoom} has something to do then. */
    public static final long BLOCKING = 1L << 61;

    /** The bits of {@link #interest} of what no operation of the cache tells: while there are only these, operations are plain. */
    public static final long APART = Topic.APART;

    /** The lane of what is about no key. */
    private static final Object NO_KEY = new Object();

    private final Origin origin;
    private final Switchboard board;
    private final Events<K, V> events;
    private final Lanes lanes = new Lanes();
    private final Registrations<K, V> registrations;
    private volatile @Nullable Cache<K, V> source;

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
     * @param layers the cache's layers
     */
    public CacheSignals(
            ManagerSignals manager,
            String cacheName,
            ListenerOptions defaults,
            Executor executor,
            TimeSource time,
            UnaryOperator<Object> copyOut,
            @Nullable Emitter emitter,
            Set<Layer> layers) {
        origin = new Origin(cacheName, manager.node(), executor, time, copyOut, Set.copyOf(layers));
        board = new Switchboard(manager.board(), origin);
        events = new LocalHub.General<>(board, defaults);
        registrations = new Registrations<>(board, defaults, this::source);
        board.open();
        if (emitter != null) {
            board.add(new EmitterCalls(board, emitter, defaults));
        }
    }

    /**
     * Names the source of standard events, once, before the first operation.
     *
     * @param cache the source
     * @param heard told at once, and then before each change of it takes effect for who makes it, the {@link #interest}
     * @param settled run when somebody has begun to listen, with no lock held, by who made it so; may wait for what is far away
     */
    public void bind(Cache<K, V> cache, LongConsumer heard, Runnable settled) {
        source = cache;
        board.watch(heard, settled);
    }

    private Cache<K, V> source() {
        Cache<K, V> bound = source;
        if (bound == null) {
            throw new IllegalStateException("Events of the cache " + origin.cache() + " came before it was bound");
        }
        return bound;
    }

    /** What anybody in this cache or at its manager listens to; 0 = nothing at all, apart from {@link #SYNCHRONOUS}. */
    public long interest() {
        return board.routes().interest();
    }

    /** The bits of {@link #interest} that tell whether somebody would hear such a signal. */
    public static long mask(Kind kind, int audiences) {
        return Topic.mask(kind.index(), audiences);
    }

    /**
     * Tells a signal. Called inside the short critical section of the key, in the order of the key's versions. Never
     * blocks, never runs user code, never throws.
     */
    public void publish(Signal<K, V> signal) {
        Delivery delivery = give(signal, true);
        if (delivery != null) {
            Turn.owe(delivery);
        }
    }

    /**
     * Tells a signal on behalf of another thread. Like {@link #publish}, but what synchronous listeners are to hear is not this
     * thread's to see done.
     *
     * @param room whether there is room for what synchronous listeners are to hear; if not, they miss it, which is counted and reported
     * @return makes it the business of the thread that runs it, at its next {@link #settle}; null if nobody is to be waited for
     */
    public @Nullable Runnable tell(Signal<K, V> signal, boolean room) {
        Delivery delivery = give(signal, room);
        return delivery == null
                ? null
                : () -> {
                    delivery.adopt();
                    Turn.owe(delivery);
                };
    }

    private @Nullable Delivery give(Signal<K, V> signal, boolean room) {
        Route route = board.routes().at(signal.kind().index(), signal.audiences());
        boolean held = signal.isOwn();
        for (Channel channel : route.bare()) {
            channel.give(signal, origin, held);
        }
        return route.isBare() ? null : giveTimed(route, signal, held, room);
    }

    private @Nullable Delivery giveTimed(Route route, Signal<K, V> signal, boolean held, boolean room) {
        long millis = route.needsTime() ? origin.time().currentTimeMillis() : 0;
        Occurrence<K, V> occurrence = new Occurrence<>(origin, signal, millis);
        for (Channel channel : route.timed()) {
            channel.give(occurrence, origin, held);
        }
        if (route.synchronous().length == 0) {
            return null;
        }
        if (!room) {
            for (Subscriber subscriber : route.synchronous()) {
                subscriber.miss(occurrence);
            }
            return null;
        }
        Delivery delivery = new Delivery(board, route.synchronous(), occurrence);
        K key = signal.key();
        lanes.append(key == null ? NO_KEY : key, delivery);
        return delivery;
    }

    /** Waits while the queue of an asynchronous listener with the policy BLOCK is full. Called before a mutation, with no lock held. */
    public void awaitRoom() {
        for (Channel channel : board.routes().blocking()) {
            if (channel.isFull() && !Turn.isListening()) {
                channel.awaitRoom();
            }
        }
    }

    /**
     * Runs the synchronous listeners for what this thread has published. Called at the end of each public operation, with no
     * monitor held.
     *
     * @throws javax.cache.event.CacheEntryListenerException if a standard synchronous listener threw
     */
    public void settle() {
        Turn.settle(board);
    }

    /**
     * Registers a standard listener.
     *
     * @throws IllegalArgumentException if an equal configuration is registered already
     */
    public void register(CacheEntryListenerConfiguration<K, V> configuration) {
        registrations.add(configuration);
    }

    /**
     * Ends the registration of a standard listener and closes it and its filter if they can be closed.
     *
     * @return whether an equal configuration was registered
     */
    public boolean deregister(CacheEntryListenerConfiguration<K, V> configuration) {
        return registrations.remove(configuration);
    }

    /** Tells, as a failed listener's, what a plug-in threw. With no lock held: synchronous listeners hear it now. */
    public void pluginFailed(String plugin, Throwable error) {
        board.troubles().failed(plugin, error);
    }

    /** What the log's lines about the cache begin with. */
    public String prefix() {
        return board.prefix();
    }

    /** The cache's hubs. */
    public Events<K, V> events() {
        return events;
    }

    /** Ends all subscriptions and registrations: no further listener call begins, listeners and filters are closed. */
    @Override
    public void close() {
        board.close();
    }

    /** How many keys have deliveries to be made. */
    int lanes() {
        return lanes.count();
    }
}
