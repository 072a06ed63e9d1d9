package org.terracecache.layer;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.terracecache.bus.BusListener;
import org.terracecache.bus.Coherence;
import org.terracecache.bus.NodeSettings;
import org.terracecache.bus.Replica;
import org.terracecache.remote.BusTransport;
import org.terracecache.remote.RemoteStore;
import org.terracecache.spi.TimeSource;

/** What a simulation needs of this package's own. */
public final class Opened {
    private Opened() {}

    /** Makes the coherence of a node. */
    public interface Coherences {
        /** The coherence over these memory layers. */
        Coherence coherence(NodeSettings settings, Replica replica, BusListener listener, long nowNanos);
    }

    /** What a node is made of. */
    public record Parts(
            RemoteNode.Identity identity,
            RemoteStore store,
            BusTransport transport,
            BusListener listener,
            RemoteTrouble trouble,
            ScheduledExecutorService scheduler,
            Executor executor,
            TimeSource time) {}

    /** A node whose random numbers and coherence are the simulation's. */
    public static RemoteNode node(Parts parts, LongSupplier random, Coherences coherences) {
        return new RemoteNode(
                parts.identity,
                parts.store,
                parts.transport,
                parts.listener,
                parts.trouble,
                parts.scheduler,
                parts.executor,
                parts.time,
                random,
                coherences::coherence);
    }

    /** The value that a read would get from memory alone, null if none. Changes nothing. */
    public static <K> Object served(LayeredStack<K> stack, K key, long nowNanos) {
        LayeredEntry entry = (LayeredEntry) stack.memory().peek(key);
        return entry != null && entry.mayServe(nowNanos) ? entry.value() : null;
    }
}
