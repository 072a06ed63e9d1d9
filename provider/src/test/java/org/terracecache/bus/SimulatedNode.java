package org.terracecache.bus;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.terracecache.bus.SimulatedReplica.Held;
import org.terracecache.entry.KeyBytes;

/** A node: the real coherence over a small memory layer, with a subscription that is driven from outside. */
final class SimulatedNode {
    private final World world;
    private final int number;
    private final SimulatedReplica memory;
    private final Coherence coherence;
    private final List<Slice> slices;
    private final Subscriber subscriber;

    SimulatedNode(World world, int number, int buckets, int keys) {
        this.world = world;
        this.number = number;
        this.memory = new SimulatedReplica(world, keys, buckets);
        this.coherence = new Coherence(
                new NodeSettings(name(), buckets, World.LEASE_NANOS),
                memory,
                signal -> world.log(() -> "  " + name() + ": " + signal),
                world.now(),
                world.busRules());
        this.slices = coherence.open(SimulatedReplica.CACHE);
        this.subscriber = new Subscriber(world, this, buckets);
    }

    int number() {
        return number;
    }

    String name() {
        return String.valueOf((char) ('A' + number));
    }

    SimulatedReplica memory() {
        return memory;
    }

    Coherence coherence() {
        return coherence;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    Slice slice(int key) {
        return slices.get(key % slices.size());
    }

    /** What a read of the key gets from memory, null if nothing may be served. */
    @Nullable Held served(int key) {
        Held entry = memory.held[key];
        if (entry == null) {
            return null;
        }
        Slice slice = slice(key);
        long generation = world.keeps("gen") ? entry.generation() : slice.generation();
        long now = world.keeps("lease") ? world.now() : 0;
        List<String> tags = world.marksTags() ? entry.tags() : List.of();
        boolean may = world.keeps("wm")
                ? slice.mayServe(generation, entry.servedVersion(), tags, now)
                : slice.isCurrent(generation, Long.MAX_VALUE)
                        && slice.holdsLease(now)
                        && slice.spares(tags, entry.servedVersion());
        return may ? entry : null;
    }

    Request begin(int key, boolean always) {
        Slice slice = slice(key);
        KeyBytes bytes = SimulatedReplica.KEYS[key];
        boolean registered = always || world.keeps("inflight_w");
        return registered ? coherence.begin(slice, bytes) : coherence.beginUnregistered(slice, bytes);
    }

    /** Deals with a reply about a key. */
    void end(Request request, int key, Reply reply, boolean installs) {
        if (!installs) {
            coherence.end(request, reply.head(), reply.answer());
            return;
        }
        boolean absent = reply.kind() == Answer.Kind.ABSENT;
        coherence.end(
                request,
                reply.head(),
                reply.answer(),
                generation -> memory.held[key] =
                        new Held(reply.version(), absent, reply.tagged(), generation, reply.order()));
    }
}
