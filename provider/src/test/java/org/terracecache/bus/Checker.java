package org.terracecache.bus;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.terracecache.bus.SimulatedReplica.Held;

/** Compares what nodes show with the real order of writes. A write's place in it is its stamp. */
final class Checker {
    private static final int ACKNOWLEDGED = 64;

    private final World world;
    private final long[][] seen;
    private final Deque<long[]>[] acknowledged;

    @SuppressWarnings({"unchecked", "rawtypes"}) // An array of generic type.
    Checker(World world, int nodes, int keys) {
        this.world = world;
        this.seen = new long[nodes][keys];
        this.acknowledged = new Deque[keys];
        for (int i = 0; i < keys; i++) {
            acknowledged[i] = new ArrayDeque<>();
        }
    }

    /** The newest state of a key that an operation of the node has shown. */
    long seen(SimulatedNode node, int key) {
        return seen[node.number()][key];
    }

    /** The node is a new one. */
    void forget(SimulatedNode node) {
        Arrays.fill(seen[node.number()], 0);
    }

    /** An operation shows a state of a key. */
    void shows(SimulatedNode node, int key, long order, long seenAtStart) {
        if (!world.isLossy() && order < seenAtStart) {
            throw new ViolationException("G1 a node saw an older value after a newer one");
        }
        seen[node.number()][key] = Math.max(seen[node.number()][key], order);
    }

    /** A node changed a key, and knows it. */
    void acknowledge(int key, long order) {
        Deque<long[]> all = acknowledged[key];
        if (all.size() >= ACKNOWLEDGED) {
            all.removeFirst();
        }
        all.addLast(new long[] {order, world.now()});
    }

    /** A read-only processor is linearizable: it shows what was there when it began, or something newer. */
    void showsLinearizably(long order, long orderAtStart) {
        if (!world.isLossy() && order < orderAtStart) {
            throw new ViolationException("G3 a read-only processor saw an older value");
        }
    }

    /** A memory layer serves an entry. */
    void serves(int key, Held entry) {
        if (world.isLossy() || entry.order() >= world.store().mutated[key]) {
            return;
        }
        for (long[] each : acknowledged[key]) {
            if (each[0] > entry.order() && world.now() - each[1] > World.LEASE_NANOS) {
                throw new ViolationException("G2 stale beyond the lease");
            }
        }
    }

    /** A node that has heard everything serves nothing but the truth. */
    void checkAll() {
        SimulatedStore store = world.store();
        for (SimulatedNode node : world.nodes()) {
            if (!node.subscriber().isUp() || node.subscriber().hasWaiting()) {
                continue;
            }
            for (int key = 0; key < store.entries.length; key++) {
                @Nullable Held entry = node.served(key);
                if (entry != null && node.subscriber().hasHeard(store, key % store.metas.length)) {
                    check(store, key, entry);
                }
            }
        }
    }

    private void check(SimulatedStore store, int key, Held entry) {
        boolean wrong = entry.absent() ? world.isLive(key) : entry.order() != store.mutated[key];
        if (wrong) {
            throw new ViolationException(
                    "G2 a node that heard everything serves a stale " + (entry.absent() ? "miss" : "value"));
        }
    }
}
