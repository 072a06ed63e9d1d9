package org.terracecache.observe;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.terracecache.Events;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.Source;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.TimeSource;

/** The signals of all caches of one manager. */
public final class ManagerSignals implements AutoCloseable {
    private final String node;
    private final Switchboard board;
    private final Events<Object, Object> events;

    /**
     * The signals of a manager.
     *
     * @param node the node's name
     * @param executor where listeners at the manager hear what is of no one cache
     * @param time the clock of that
     */
    public ManagerSignals(String node, Executor executor, TimeSource time) {
        this.node = node;
        board = new Switchboard(new Origin("", node, executor, time, UnaryOperator.identity(), Set.of()));
        events = new LocalHub.General<>(board, ListenerOptions.defaults());
    }

    /** The hubs that hear all caches of the manager. A listener there runs on the executor of the cache that tells it. */
    public Events<Object, Object> events() {
        return events;
    }

    /**
     * Tells what happened on the bus and is of no one cache, to who listens at the manager and at its caches with a remote layer. Never
     * blocks, never runs user code, never throws.
     */
    public void tell(Kind kind, Function<Source, CacheEvent<Object, Object>> event) {
        CacheEvent<Object, Object> made = event.apply(board.origin().now());
        board.announce(Signal.told(kind, Audience.BUS, (source, out) -> made), made);
    }

    /** Whether the manager is closed, or about to be. */
    public boolean isClosed() {
        return board.isClosed();
    }

    /** The node's name. */
    public String node() {
        return node;
    }

    Switchboard board() {
        return board;
    }

    /** Ends all subscriptions at the manager. To be called when all its caches are closed. */
    @Override
    public void close() {
        board.close();
        board.backstage().close();
    }
}
