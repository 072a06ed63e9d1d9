package org.terracecache.jcache;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.terracecache.Bus;
import org.terracecache.layer.RemoteNode;

/** The bus as a manager's users see it. */
final class NodeBus implements Bus {
    private final String node;
    private final @Nullable RemoteNode remote;
    private volatile boolean closed;

    /** {@code remote} is null without a remote layer. */
    NodeBus(String node, @Nullable RemoteNode remote) {
        this.node = node;
        this.remote = remote;
    }

    /** The manager is closed. */
    void close() {
        closed = true;
    }

    @Override
    public State state() {
        if (remote == null || closed) {
            return State.NONE;
        }
        return remote.isHeard() ? State.CONNECTED : State.CONNECTING;
    }

    @Override
    public Set<String> nodes() {
        if (closed) {
            return Set.of();
        }
        Set<String> nodes = remote == null ? new TreeSet<>() : new TreeSet<>(remote.nodes());
        nodes.add(node);
        return Collections.unmodifiableSet(nodes);
    }
}
