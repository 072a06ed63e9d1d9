package org.terracecache.observe;

import org.terracecache.Events;
import org.terracecache.spi.ListenerOptions;

/** The signals of all caches of one manager. */
public final class ManagerSignals implements AutoCloseable {
    private final String node;
    private final Switchboard board;
    private final Events<Object, Object> events;

    /**
     * The signals of a manager.
     *
     * @param node the node's name
     */
    public ManagerSignals(String node) {
        this.node = node;
        board = new Switchboard(node);
        events = new LocalHub.General<>(board, ListenerOptions.defaults());
    }

    /** The hubs that hear all caches of the manager. A listener there runs on the executor of the cache that tells it. */
    public Events<Object, Object> events() {
        return events;
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
