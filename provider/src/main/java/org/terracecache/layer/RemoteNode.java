package org.terracecache.layer;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.bus.BusListener;
import org.terracecache.bus.BusSignal;
import org.terracecache.bus.Coherence;
import org.terracecache.bus.Membership;
import org.terracecache.bus.NodeSettings;
import org.terracecache.bus.Replica;
import org.terracecache.entry.Buckets;
import org.terracecache.remote.BusTransport;
import org.terracecache.remote.RemoteStore;
import org.terracecache.spi.TimeSource;

/** What a manager with a remote layer has for all of its caches: the store, the bus, and what they agree on. Safe for any thread. */
public final class RemoteNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteNode.class);

    private final RemoteStore store;
    private final Membership membership;
    private final BusSession session;
    private final Node shared;

    /**
     * What is fixed for a node.
     *
     * @param name its name, unique in the namespace
     * @param buckets how the namespace is partitioned
     * @param lease for how long it may believe what it heard
     */
    public record Identity(String name, Buckets buckets, Duration lease) {}

    /**
     * A node that listens as soon as the store lets it.
     *
     * @param identity what is fixed
     * @param store the store, closed with the node
     * @param transport the bus, closed with the node
     * @param listener hears what happens on the bus
     * @param trouble hears what goes wrong with the store
     * @param scheduler gives the sign for what is due
     * @param executor where it is done
     * @param time the clock
     */
    public RemoteNode(
            Identity identity,
            RemoteStore store,
            BusTransport transport,
            BusListener listener,
            RemoteTrouble trouble,
            ScheduledExecutorService scheduler,
            Executor executor,
            TimeSource time) {
        this(
                identity,
                store,
                transport,
                listener,
                trouble,
                scheduler,
                executor,
                time,
                new SecureRandom()::nextLong,
                Coherence::new);
    }

    /** How the coherence of a node is made. */
    interface Coherences {
        Coherence coherence(NodeSettings settings, Replica replica, BusListener listener, long nowNanos);
    }

    RemoteNode(
            Identity identity,
            RemoteStore store,
            BusTransport transport,
            BusListener listener,
            RemoteTrouble trouble,
            ScheduledExecutorService scheduler,
            Executor executor,
            TimeSource time,
            LongSupplier random,
            Coherences coherences) {
        this.store = store;
        int buckets = identity.buckets().count();
        Replicas replicas = new Replicas();
        Coherence coherence = coherences.coherence(
                new NodeSettings(identity.name(), buckets, identity.lease().toNanos()),
                replicas,
                signal -> hear(replicas, listener, signal),
                time.nanoTime());
        membership = new Membership(listener);
        shared = new Node(store, coherence, replicas, identity.buckets(), random, trouble, later(scheduler, executor));
        session = new BusSession(
                new BusSession.Ends(identity.name(), coherence, membership, store, transport, buckets),
                identity.lease(),
                scheduler,
                executor,
                replicas::expireEchoes,
                random,
                time);
        session.start();
    }

    private static Node.Later later(ScheduledExecutorService scheduler, Executor executor) {
        return (nanos, task) -> {
            try {
                ScheduledFuture<?> ignored =
                        scheduler.schedule(() -> executor.execute(task), nanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("the node is closed: nothing is due any more", e);
            }
        };
    }

    private static void hear(Replicas replicas, BusListener listener, BusSignal signal) {
        if (signal instanceof BusSignal.Received received) {
            replicas.told(received.message(), received.own());
        } else if (signal instanceof BusSignal.Resynchronized resynchronized) {
            replicas.forgotten(resynchronized.bucket());
        } else if (signal instanceof BusSignal.Discarded discarded) {
            replicas.forgotten(discarded.bucket());
        } else if (signal instanceof BusSignal.Suspected suspected) {
            replicas.forgotten(suspected.bucket());
        }
        listener.on(signal);
    }

    /** What its caches share. */
    public Node shared() {
        return shared;
    }

    /** Whether all of the bus is heard. */
    public boolean isHeard() {
        return session.isHeard();
    }

    /** The names of the nodes that are there. */
    public Set<String> nodes() {
        return membership.nodes();
    }

    @Override
    public void close() {
        session.close();
        store.close();
    }
}
