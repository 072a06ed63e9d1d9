package org.terracecache.observe;

import org.terracecache.Events;

/** The signals of all caches of one manager. */
@SuppressWarnings("DoNotCallSuggester")
public final class ManagerSignals implements AutoCloseable {
    private final String node;

    /**
     * The signals of a manager.
     *
     * @param node the node's name
     */
    public ManagerSignals(String node) {
        this.node = node;
    }

    /** The hubs that hear all caches of the manager. */
    public Events<Object, Object> events() {
        throw new UnsupportedOperationException("not yet");
    }

    /** The node's name. */
    public String node() {
        return node;
    }

    @Override
    public void close() {}
}
