package org.terracecache.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.terracecache.bus.BusSignal;
import org.terracecache.bus.Heartbeat;
import org.terracecache.bus.UndecodableException;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.Version;
import org.terracecache.remote.BusSubscriber;
import org.terracecache.remote.BusSubscription;
import org.terracecache.remote.BusTransport;
import org.terracecache.remote.InMemoryServer;

/** A node's end of the bus: one connection at a time, with what the server sent in order, until the simulation lets it arrive. */
final class SimulatedBus implements BusTransport {
    private enum Kind {
        MESSAGE,
        HEARTBEAT,
        ANNOUNCEMENT,
        END
    }

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

    /** A heartbeat of the node: one that takes longer than a lease proves nothing. */
    private record Sent(Connection connection, long nanos) {}

    private final World world;
    private final InMemoryServer server;
    private final Map<KeyBytes, Delivery> channels = new HashMap<>();
    private final Map<Long, Sent> heartbeats = new HashMap<>();
    private final BitSet hearing = new BitSet();
    private final Heartbeat.Position[] heard;
    private Connection current;

    SimulatedBus(World world, String node) {
        this.world = world;
        this.server = world.server();
        KeyLayout layout = server.layout();
        this.heard = new Heartbeat.Position[layout.buckets().count()];
        for (int i = 0; i < heard.length; i++) {
            channels.put(KeyBytes.of(layout.channel(i)), new Delivery(Kind.MESSAGE, i, null));
            channels.put(KeyBytes.of(layout.heartbeats(i, node)), new Delivery(Kind.HEARTBEAT, i, null));
        }
        channels.put(KeyBytes.of(layout.nodes()), new Delivery(Kind.ANNOUNCEMENT, 0, null));
    }

    // ---- the node's side

    @Override
    public BusSubscription subscribe(BusSubscriber subscriber) {
        current = new Connection(subscriber, world.keeps("sub_first"));
        server.join(current);
        return current;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
    }

    /** The node says what has become of its subscription. */
    void on(BusSignal signal) {
        if (signal instanceof BusSignal.Resynchronized now) {
            hearing.set(now.bucket());
            if (hearing.cardinality() == heard.length) {
                current.hears |= !current.lost;
            }
        } else if (signal instanceof BusSignal.Disconnected lost) {
            hearing.andNot(lost.buckets());
        }
    }

    /** The node sends a heartbeat. */
    void beats(long nonce) {
        if (current != null && hearing.cardinality() == heard.length) {
            heartbeats.put(nonce, new Sent(current, server.nanos()));
        }
    }

    // ---- what is so

    boolean isUp(int bucket) {
        return hearing.get(bucket) && current != null && current.hears;
    }

    boolean isUp() {
        return hearing.cardinality() == heard.length && current != null && current.hears;
    }

    boolean hasWaiting() {
        return current != null && !current.queue.isEmpty();
    }

    /** Whether a connection is there that was not confirmed yet. */
    boolean isConnecting() {
        return current != null && !current.confirmed && !current.lost;
    }

    boolean isDown() {
        return current == null;
    }

    /** Whether the last heartbeat proves that nothing can be on its way any more. */
    boolean hasHeard(int bucket, long incarnation, Version last) {
        Heartbeat.Position position = heard[bucket];
        return position != null
                && position.incarnation() == incarnation
                && position.last().equals(last);
    }

    // ---- the network's side

    /** All channels are confirmed. */
    void confirm() {
        current.confirmed = true;
        current.subscriber.confirmed(server.runId());
    }

    void receive() {
        receive(current.queue.removeFirst());
    }

    private void receive(Delivery delivery) {
        BusSubscriber to = current.subscriber;
        switch (delivery.kind) {
            case MESSAGE -> to.message(delivery.bucket, delivery.bytes);
            case ANNOUNCEMENT -> to.announcement(delivery.bytes);
            case HEARTBEAT -> {
                Connection on = current;
                to.heartbeat(delivery.bytes);
                note(on, delivery.bytes);
            }
            case END -> {
                current.close();
                to.lost("cut");
            }
        }
    }

    private void note(Connection on, byte[] bytes) {
        try {
            Heartbeat heartbeat = Heartbeat.decode(bytes);
            Sent sent = heartbeats.remove(heartbeat.nonce());
            boolean timely = sent != null && server.nanos() - sent.nanos <= SimulatedNode.LEASE.toNanos();
            if (timely && sent.connection == on && on == current) {
                heartbeat.buckets().forEach(each -> heard[each.bucket()] = each);
            }
        } catch (UndecodableException e) {
            throw new AssertionError(e);
        }
    }

    /** The connection breaks, and the node will notice. */
    boolean cut() {
        return end(true);
    }

    /** The server goes away; what it had sent may arrive or not. */
    boolean end(boolean losesWaiting) {
        if (current == null || current.lost) {
            return false;
        }
        if (losesWaiting) {
            current.queue.clear();
        }
        current.lost = true;
        current.hears = false;
        current.queue.addLast(new Delivery(Kind.END, 0, null));
        return true;
    }

    /** The connection dies, and nobody notices. */
    boolean die() {
        if (!isUp()) {
            return false;
        }
        current.lost = true;
        current.hears = false;
        current.queue.clear();
        return true;
    }

    /** A message gets lost: not a heartbeat. */
    boolean lose(int which) {
        if (!isMessage(which)) {
            return false;
        }
        List<Delivery> list = new ArrayList<>(current.queue);
        list.remove(which);
        refill(list);
        return true;
    }

    /** Two messages change places: not heartbeats. */
    boolean reorder(int which) {
        if (!isMessage(which) || !isMessage(which + 1)) {
            return false;
        }
        List<Delivery> list = new ArrayList<>(current.queue);
        Collections.swap(list, which, which + 1);
        refill(list);
        return true;
    }

    /** A message arrives now, and again in its turn. */
    boolean repeat(int which) {
        if (!isMessage(which)) {
            return false;
        }
        receive(new ArrayList<>(current.queue).get(which));
        return true;
    }

    /** A hostile message, or rubbish, comes between. */
    boolean inject(int bucket, byte[] bytes) {
        if (current == null || current.lost) {
            return false;
        }
        current.queue.addFirst(new Delivery(Kind.MESSAGE, bucket, bytes));
        return true;
    }

    private boolean isMessage(int which) {
        return current != null
                && which < current.queue.size()
                && new ArrayList<>(current.queue).get(which).kind == Kind.MESSAGE;
    }

    private void refill(List<Delivery> list) {
        current.queue.clear();
        current.queue.addAll(list);
    }

    /** One connection. */
    private final class Connection implements InMemoryServer.Ear, BusSubscription {
        private final BusSubscriber subscriber;
        private final Deque<Delivery> queue = new ArrayDeque<>();
        private boolean hears;
        private boolean confirmed;
        private boolean lost;

        Connection(BusSubscriber subscriber, boolean hears) {
            this.subscriber = subscriber;
            this.hears = hears;
        }

        @Override
        public void offer(KeyBytes channel, byte[] bytes) {
            Delivery on = channels.get(channel);
            if (on != null && hears) {
                queue.addLast(new Delivery(on.kind, on.bucket, bytes));
            }
        }

        @Override
        public void drain() {
            // The simulation says when it arrives.
        }

        @Override
        public void lose(String detail) {
            cut();
        }

        @Override
        public void close() {
            hears = false;
            lost = true;
            queue.clear();
            server.leave(this);
            if (current == this) {
                current = null;
            }
        }
    }
}
