package org.terracecache.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.terracecache.entry.ReplyHead;

/** A node's subscription: one connection at a time, with the store's messages in order, and what a transport does with it. */
final class Subscriber {
    /** How far the node's connection has come. */
    enum State {
        DOWN,
        CONNECTING,
        ASKING,
        UP
    }

    private enum Kind {
        MESSAGE,
        HEARTBEAT,
        END
    }

    /** A heartbeat of the node: one that takes longer than a lease proves nothing. */
    private record Sent(long connection, long nanos) {}

    /** Something on its way to the node. */
    private static final class Delivery {
        private final Kind kind;
        private final int bucket;
        private final byte[] bytes;

        Delivery(Kind kind, int bucket, byte[] bytes) {
            this.kind = kind;
            this.bucket = bucket;
            this.bytes = bytes;
        }
    }

    private final World world;
    private final SimulatedNode node;
    private final BitSet all = new BitSet();
    private final Deque<Delivery> queue = new ArrayDeque<>();
    private final Map<Long, Sent> heartbeats = new HashMap<>();
    private final ReplyHead[] heard;
    private State state = State.DOWN;
    private boolean subscribed;
    private long connection;

    Subscriber(World world, SimulatedNode node, int buckets) {
        this.world = world;
        this.node = node;
        this.heard = new ReplyHead[buckets];
        all.set(0, buckets);
    }

    boolean isUp() {
        return state == State.UP && subscribed;
    }

    boolean isDown() {
        return state == State.DOWN;
    }

    boolean isConnecting() {
        return state == State.CONNECTING;
    }

    boolean hasWaiting() {
        return !queue.isEmpty();
    }

    /** Whether nothing can be on its way any more: where messages get lost, the last heartbeat proves it. */
    boolean hasHeard(SimulatedStore store, int bucket) {
        if (!world.losesMessages()) {
            return true;
        }
        ReplyHead last = heard[bucket];
        return last != null
                && last.incarnation() == store.metas[bucket].incarnation
                && last.last().number() == store.metas[bucket].last
                && last.last().stamp() == store.metas[bucket].lastStamp;
    }

    // ---- the node's side

    void connect() {
        connection = world.nextConnection();
        node.coherence().connect(connection, all, world.now());
        subscribed = world.keeps("sub_first");
        state = State.CONNECTING;
    }

    /** All channels are confirmed. */
    void confirm() {
        long mine = connection;
        node.coherence().confirm(mine, world.store().server);
        state = State.ASKING;
        world.send(new Command(Command.Kind.METAS, node, 0, reply -> resynchronize(mine, reply)));
    }

    private void resynchronize(long mine, Reply reply) {
        if (state != State.ASKING || connection != mine) {
            return;
        }
        state = State.UP;
        subscribed = true;
        for (int bucket = 0; bucket < heard.length; bucket++) {
            if (!node.coherence().resynchronize(mine, bucket, reply.positions().get(bucket))) {
                abandon();
                return;
            }
        }
    }

    void sendHeartbeat() {
        Command command = new Command(Command.Kind.HEARTBEAT, node, 0, reply -> {});
        command.nonce = world.nextStamp();
        node.coherence().sendHeartbeat(command.nonce, all, world.now());
        if (state == State.UP) {
            heartbeats.put(command.nonce, new Sent(connection, world.now()));
        }
        world.send(command);
    }

    void receive() {
        receive(queue.removeFirst());
    }

    private void receive(Delivery delivery) {
        switch (delivery.kind) {
            case END -> abandon();
            case MESSAGE -> node.coherence().receive(connection, delivery.bucket, delivery.bytes);
            case HEARTBEAT -> {
                node.coherence().receiveHeartbeat(connection, delivery.bytes, world.now());
                noteHeartbeat(delivery.bytes);
            }
        }
    }

    private void noteHeartbeat(byte[] bytes) {
        try {
            Heartbeat heartbeat = Heartbeat.decode(bytes);
            Sent sent = heartbeats.remove(heartbeat.nonce());
            boolean timely = sent != null && world.now() - sent.nanos() <= World.LEASE_NANOS;
            if (timely && sent.connection() == connection && state == State.UP) {
                for (Heartbeat.Position each : heartbeat.buckets()) {
                    heard[each.bucket()] = new ReplyHead(each.incarnation(), each.last(), 0, "");
                }
            }
        } catch (UndecodableException e) {
            throw new AssertionError(e);
        }
    }

    /** Gives up a connection on which nothing has been heard for too long. */
    void checkLease() {
        if (state != State.DOWN && !node.coherence().deaf(world.now()).isEmpty()) {
            abandon();
        }
    }

    void abandon() {
        node.coherence().disconnect(connection);
        state = State.DOWN;
        subscribed = false;
        queue.clear();
    }

    // ---- the network's side

    void deliver(int bucket, byte[] bytes) {
        if (subscribed) {
            queue.addLast(new Delivery(Kind.MESSAGE, bucket, bytes));
        }
    }

    void deliverHeartbeat(byte[] bytes) {
        if (subscribed) {
            queue.addLast(new Delivery(Kind.HEARTBEAT, 0, bytes));
        }
    }

    /** The connection breaks, and the node will notice. */
    void cut() {
        queue.clear();
        queue.addLast(new Delivery(Kind.END, 0, new byte[0]));
        subscribed = false;
    }

    /** The server goes away; what it had sent may arrive or not. */
    void end(boolean losesWaiting) {
        if (state == State.CONNECTING || state == State.ASKING) {
            abandon();
        } else if (state == State.UP) {
            if (losesWaiting) {
                queue.clear();
            }
            subscribed = false;
            queue.addLast(new Delivery(Kind.END, 0, new byte[0]));
        }
    }

    /** The connection dies, and nobody notices. */
    void die() {
        subscribed = false;
        queue.clear();
    }

    /** A message gets lost: not a heartbeat. */
    boolean lose(int which) {
        List<Delivery> list = new ArrayList<>(queue);
        if (which >= list.size() || list.get(which).kind != Kind.MESSAGE) {
            return false;
        }
        list.remove(which);
        refill(list);
        return true;
    }

    /** Two messages change places: not heartbeats. */
    boolean reorder(int which) {
        List<Delivery> list = new ArrayList<>(queue);
        if (which + 1 >= list.size()
                || list.get(which).kind != Kind.MESSAGE
                || list.get(which + 1).kind != Kind.MESSAGE) {
            return false;
        }
        Collections.swap(list, which, which + 1);
        refill(list);
        return true;
    }

    /** A message arrives now, and again in its turn. */
    boolean repeat(int which) {
        List<Delivery> list = new ArrayList<>(queue);
        if (which >= list.size() || list.get(which).kind != Kind.MESSAGE) {
            return false;
        }
        receive(list.get(which));
        return true;
    }

    /** A hostile message, or rubbish, comes between. */
    void inject(int bucket, byte[] bytes) {
        queue.addFirst(new Delivery(Kind.MESSAGE, bucket, bytes));
    }

    private void refill(List<Delivery> list) {
        queue.clear();
        queue.addAll(list);
    }
}
