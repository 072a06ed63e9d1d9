package org.terracecache.simulation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.terracecache.entry.ReplyHead;

/** Compares what nodes show with the real order of writes. */
final class Checker {
    private static final int ACKNOWLEDGED = 64;

    private final World world;
    private final long[][] seen;
    private final List<Deque<long[]>> acknowledged = Stream.generate(ArrayDeque<long[]>::new)
            .limit(Keys.MAX)
            .<Deque<long[]>>map(each -> each)
            .toList();

    Checker(World world, int nodes) {
        this.world = world;
        this.seen = new long[nodes][Keys.MAX];
    }

    /** The newest state of a key that an operation of the node has shown. */
    long seen(SimulatedNode node, int key) {
        return seen[node.number()][key];
    }

    /** The node is a new one. */
    void forget(SimulatedNode node) {
        Arrays.fill(seen[node.number()], 0);
    }

    /** An operation that began at that time, when the node had shown that state, shows a state of a key. */
    void shows(SimulatedNode node, int key, long order, long seenAtStart, long startNanos) {
        world.log(() -> "  " + node.name() + " shows mutation " + order + " of key " + key);
        if (!world.isLossy() && order < seenAtStart) {
            throw new ViolationException("G1 a node saw an older value after a newer one");
        }
        if (!world.isLossy() && order < world.truth().mutated(key)) {
            boundStaleness(key, order, startNanos);
        }
        seen[node.number()][key] = Math.max(seen[node.number()][key], order);
    }

    /** A node changed a key, and knows it. */
    void acknowledge(int key, long order) {
        world.log(() -> "  mutation " + order + " of key " + key + " is acknowledged");
        Deque<long[]> all = acknowledged.get(key);
        if (all.size() >= ACKNOWLEDGED) {
            all.removeFirst();
        }
        all.addLast(new long[] {order, world.nanos()});
    }

    /** A read-only processor is linearizable: it shows what was there when it began, or something newer. */
    void showsLinearizably(long order, long orderAtStart) {
        if (!world.isLossy() && order < orderAtStart) {
            throw new ViolationException("G3 a read-only processor saw an older value");
        }
    }

    /** Nobody who asks later than a lease after a change was acknowledged is shown what was before it. */
    private void boundStaleness(int key, long order, long startNanos) {
        for (long[] each : acknowledged.get(key)) {
            if (each[0] > order && startNanos - each[1] > SimulatedNode.LEASE.toNanos()) {
                throw new ViolationException("G2 stale beyond the lease");
            }
        }
    }

    /** A node that has heard everything serves nothing but the truth. */
    void checkAll() {
        for (SimulatedNode node : world.nodes()) {
            if (node.bus().hasWaiting()) {
                continue;
            }
            for (int key = 0; key < Keys.MAX; key++) {
                int bucket = world.keys().bucket(key);
                Object served = node.bus().isUp(bucket) ? node.served(key) : null;
                if (served != null && hasHeard(node, bucket)) {
                    check(key, served);
                }
            }
        }
    }

    private boolean hasHeard(SimulatedNode node, int bucket) {
        if (!world.losesMessages()) {
            return true;
        }
        ReplyHead truth = world.server().position(bucket);
        return truth != null && node.bus().hasHeard(bucket, truth.incarnation(), truth.last());
    }

    private void check(int key, Object served) {
        if (world.truth().ofValue(served) != world.truth().mutated(key)) {
            throw new ViolationException("G2 a node that heard everything serves a stale value");
        }
    }
}
