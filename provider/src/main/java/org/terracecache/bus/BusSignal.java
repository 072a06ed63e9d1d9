package org.terracecache.bus;

import java.util.BitSet;
import org.terracecache.entry.Version;

/** What happened on the bus, and to the memory layer because of it. Immutable; sets of buckets are not to be changed. */
public sealed interface BusSignal {
    /**
     * A message arrived and was applied. One that arrives again, or late, is told too.
     *
     * @param message the message
     * @param own whether this node sent it
     */
    record Received(Message message, boolean own) implements BusSignal {}

    /**
     * Bytes that could not be decoded, or that belong elsewhere, arrived on a bucket's channel: counts as a gap.
     *
     * @param bucket the bucket, -1 if the channel was not a bucket's
     * @param reason why they were refused
     */
    record Undecodable(int bucket, String reason) implements BusSignal {}

    /**
     * Messages are missing.
     *
     * @param bucket the bucket
     * @param seen the last version that the bus had delivered
     * @param expected the version that it should have delivered before now
     */
    record Gap(int bucket, Version seen, Version expected) implements BusSignal {}

    /**
     * What memory holds of a bucket is revalidated before it is served.
     *
     * @param bucket the bucket
     * @param cause why
     */
    record Suspected(int bucket, Cause cause) implements BusSignal {}

    /**
     * What memory held of a bucket is gone: the store has another past than it.
     *
     * @param bucket the bucket
     * @param cause why
     */
    record Discarded(int bucket, Cause cause) implements BusSignal {}

    /**
     * After a reconnect, a bucket's position was compared with the store's.
     *
     * @param bucket the bucket
     * @param outcome what became of its entries
     */
    record Resynchronized(int bucket, Outcome outcome) implements BusSignal {}

    /**
     * All subscriptions of a connection are confirmed.
     *
     * @param buckets the buckets that are heard on it
     * @param server the run id of the server
     */
    record Connected(BitSet buckets, String server) implements BusSignal {}

    /**
     * Subscriptions were lost or given up.
     *
     * @param buckets the buckets that are not heard any more
     */
    record Disconnected(BitSet buckets) implements BusSignal {}

    /** A node announced itself for the first time, or again after it had left. */
    record Joined(String node) implements BusSignal {}

    /**
     * A node is not there any more.
     *
     * @param node the node
     * @param goodbye whether it said so, otherwise it fell silent
     */
    record Left(String node, boolean goodbye) implements BusSignal {}

    /** Why entries became suspect or were dropped. */
    enum Cause {
        /** Messages are missing. */
        GAP,
        /** Messages may have been missed while there was no subscription. */
        RECONNECT,
        /** The bucket has another incarnation. */
        INCARNATION,
        /** The store has lost writes that this node knows of. */
        ROLLBACK,
        /** The machine was suspended: the lease did not run meanwhile. */
        SUSPENSION
    }

    /** What became of a bucket's entries. */
    enum Outcome {
        /** Nothing has happened meanwhile: all are kept. */
        KEPT,
        /** They are revalidated before they are served. */
        SUSPECT,
        /** They are gone. */
        DISCARDED
    }
}
