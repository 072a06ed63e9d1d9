package org.terracecache.remote;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.KeyLayout;

/** A node's end of the bus of an {@link InMemoryServer}. Can hold, lose and change what is on its way. */
final class InMemoryBus implements BusTransport {
    private final InMemoryServer server;
    private final Map<KeyBytes, Target> channels = new HashMap<>();
    private final List<Subscription> open = new ArrayList<>();
    private UnaryOperator<byte[]> fault = bytes -> bytes;
    private boolean held;

    InMemoryBus(InMemoryServer server, String node) {
        this.server = server;
        KeyLayout layout = server.layout();
        for (int i = 0; i < layout.buckets().count(); i++) {
            int bucket = i;
            channels.put(KeyBytes.of(layout.channel(i)), (to, bytes) -> to.message(bucket, bytes));
            channels.put(KeyBytes.of(layout.heartbeats(i, node)), BusSubscriber::heartbeat);
        }
        channels.put(KeyBytes.of(layout.nodes()), BusSubscriber::announcement);
    }

    /** What happens to each message: another array, or null if it is lost. */
    synchronized void onEach(UnaryOperator<byte[]> newFault) {
        fault = newFault;
    }

    /** Keeps messages back from now on. */
    synchronized void hold() {
        held = true;
    }

    /** Hands over what was kept back. */
    void release() {
        List<Subscription> all;
        synchronized (this) {
            held = false;
            all = List.copyOf(open);
        }
        all.forEach(Subscription::drain);
    }

    @Override
    public BusSubscription subscribe(BusSubscriber subscriber) {
        Subscription subscription = new Subscription(subscriber);
        synchronized (this) {
            open.add(subscription);
        }
        server.join(subscription);
        subscription.add(to -> to.confirmed(server.runId()));
        subscription.drain();
        return subscription;
    }

    @Override
    public void close() {
        List<Subscription> all;
        synchronized (this) {
            all = List.copyOf(open);
        }
        all.forEach(Subscription::close);
    }

    private synchronized boolean isHeld() {
        return held;
    }

    private synchronized UnaryOperator<byte[]> fault() {
        return fault;
    }

    /** Who hears a channel. */
    private interface Target {
        void deliver(BusSubscriber to, byte[] bytes);
    }

    /** One call of a subscriber. */
    private interface Event {
        void tell(BusSubscriber to);
    }

    final class Subscription implements BusSubscription, InMemoryServer.Ear {
        private final BusSubscriber subscriber;
        private final Queue<Event> events = new ArrayDeque<>();
        private boolean draining;
        private boolean closed;

        private Subscription(BusSubscriber subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void offer(KeyBytes channel, byte[] bytes) {
            Target target = channels.get(channel);
            byte[] arrived = target == null ? null : fault().apply(bytes.clone());
            if (target != null && arrived != null) {
                add(to -> target.deliver(to, arrived));
            }
        }

        private synchronized void add(Event event) {
            events.add(event);
        }

        /** The connection is gone, and what was on its way with it. */
        @Override
        public void lose(String detail) {
            synchronized (this) {
                events.clear();
                events.add(to -> {
                    close();
                    to.lost(detail);
                });
            }
            drain();
        }

        /** Tells what there is, one after the other, on one thread at a time. */
        @Override
        public void drain() {
            for (Event next = next(); next != null; next = next()) {
                try {
                    next.tell(subscriber);
                } finally {
                    told();
                }
            }
        }

        private synchronized Event next() {
            if (draining || closed || isHeld() || events.isEmpty()) {
                return null;
            }
            draining = true;
            return events.remove();
        }

        private synchronized void told() {
            draining = false;
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
            }
            server.leave(this);
            synchronized (InMemoryBus.this) {
                open.remove(this);
            }
        }
    }
}
