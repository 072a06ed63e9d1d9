package org.terracecache;

import java.util.Set;

/**
 * The bus between the nodes that share their caches, as this node knows it: {@link TerraceCacheManager#bus}. What happens on it is told by
 * {@link Events#bus}. Safe for use by many threads.
 */
public interface Bus {
    /** How a node stands to the bus. */
    enum State {
        /** The manager has no remote layer: there is no bus, and no other node. Or it is closed. */
        NONE,
        /** The bus is not heard. Memory is served until the lease is over, then the remote layer is asked. */
        CONNECTING,
        /** All of the bus is heard. */
        CONNECTED
    }

    /**
     * How this node stands to the bus now.
     *
     * @return the state, never null
     */
    State state();

    /**
     * The nodes that are there, by the names that their events carry: those that announced themselves lately and did not say good-bye. A
     * node that crashed stays for some leases.
     *
     * @return the names, this node's included while it is there; sorted, never null, not to be changed
     */
    Set<String> nodes();
}
