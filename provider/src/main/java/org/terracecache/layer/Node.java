package org.terracecache.layer;

import java.util.function.LongSupplier;
import org.terracecache.bus.Coherence;
import org.terracecache.entry.Buckets;
import org.terracecache.remote.RemoteStore;

/**
 * What the caches of one node share of their remote layers.
 *
 * @param store the store
 * @param coherence keeps memory coherent with it
 * @param replicas the memory layers, by cache
 * @param buckets how the namespace is partitioned
 * @param stamps random numbers for mutations
 * @param trouble hears what goes wrong
 * @param later does what is due later
 */
public record Node(
        RemoteStore store,
        Coherence coherence,
        Replicas replicas,
        Buckets buckets,
        LongSupplier stamps,
        RemoteTrouble trouble,
        Later later) {

    /** Does something later, on a thread that may do it. */
    @FunctionalInterface
    public interface Later {
        /** After so many nanoseconds; not at all if the node is closed by then. */
        void after(long nanos, Runnable task);
    }
}
