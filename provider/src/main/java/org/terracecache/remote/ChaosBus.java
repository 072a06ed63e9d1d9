package org.terracecache.remote;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.terracecache.config.ChaosSettings;

/**
 * A bus with faults, for tests: messages, heartbeats and announcements are lost, come twice, or are held up with all that is behind
 * them, for a server sends in order. What becomes of the n-th message depends on the seed alone.
 */
public final class ChaosBus implements BusTransport {
    private final BusTransport bus;
    private final ChaosSettings.Bus chances;
    private final ChaosLater later;
    private final SplittableRandom random;
    private final Set<Subscription> open = ConcurrentHashMap.newKeySet();

    /**
     * Wraps a bus.
     *
     * @param bus what to wrap, closed with this
     * @param chances how often what happens
     * @param seed what it depends on
     * @param later hands over what is held up
     */
    public ChaosBus(BusTransport bus, ChaosSettings.Bus chances, long seed, ChaosLater later) {
        this.bus = bus;
        this.chances = chances;
        this.later = later;
        this.random = new SplittableRandom(seed);
    }

    /** What becomes of a message. */
    private record Fate(int times, long delayNanos) {}

    private Fate next() {
        synchronized (random) { // always the same draws, so that one message's fate moves no other's
            boolean lost = random.nextDouble() < chances.lose();
            boolean twice = random.nextDouble() < chances.duplicate();
            boolean late = random.nextDouble() < chances.delay();
            long nanos = random.nextLong(chances.longestDelay().toNanos()) + 1;
            int copies = twice ? 2 : 1;
            return new Fate(lost ? 0 : copies, late ? nanos : 0);
        }
    }

    @Override
    public BusSubscription subscribe(BusSubscriber subscriber) {
        Subscription subscription = new Subscription(subscriber);
        open.add(subscription);
        subscription.begin(bus.subscribe(subscription));
        return subscription;
    }

    @Override
    public void close() {
        bus.close();
        open.forEach(Subscription::close);
    }

    /** Stands between the bus and its subscriber. */
    private final class Subscription implements BusSubscription, BusSubscriber {
        private final BusSubscriber subscriber;
        private final Queue<Consumer<BusSubscriber>> waiting = new ArrayDeque<>();
        private BusSubscription inner = () -> {};
        private boolean stalled;
        private boolean telling;
        private boolean closed;

        private Subscription(BusSubscriber subscriber) {
            this.subscriber = subscriber;
        }

        void begin(BusSubscription subscription) {
            boolean over;
            synchronized (this) {
                inner = subscription;
                over = closed;
            }
            if (over) {
                subscription.close();
            }
        }

        @Override
        public void confirmed(String server) {
            offer(to -> to.confirmed(server), new Fate(1, 0));
        }

        @Override
        public void message(int bucket, byte[] bytes) {
            offer(to -> to.message(bucket, bytes.clone()), next());
        }

        @Override
        public void heartbeat(byte[] bytes) {
            offer(to -> to.heartbeat(bytes.clone()), next());
        }

        @Override
        public void announcement(byte[] bytes) {
            offer(to -> to.announcement(bytes.clone()), next());
        }

        /** What is held up is lost with the connection. */
        @Override
        public void lost(String detail) {
            synchronized (this) {
                waiting.clear();
                stalled = false;
                waiting.add(to -> {
                    close();
                    to.lost(detail);
                });
            }
            tell();
        }

        private void offer(Consumer<BusSubscriber> call, Fate fate) {
            boolean stalls;
            synchronized (this) {
                for (int i = 0; i < fate.times(); i++) {
                    waiting.add(call);
                }
                stalls = fate.delayNanos() > 0 && fate.times() > 0 && !stalled && !closed;
                stalled |= stalls;
            }
            if (stalls && !later.run(fate.delayNanos(), this::goOn)) {
                goOn();
                return;
            }
            tell();
        }

        private void goOn() {
            synchronized (this) {
                stalled = false;
            }
            try {
                tell();
            } catch (RuntimeException e) { // the bus itself is not there to see that something was missed
                inner().close();
                lost("a subscriber threw " + e.getClass().getName());
            }
        }

        private void tell() {
            for (Consumer<BusSubscriber> next = take(); next != null; next = take()) {
                try {
                    next.accept(subscriber);
                } finally {
                    told();
                }
            }
        }

        private synchronized @Nullable Consumer<BusSubscriber> take() {
            if (telling || stalled || closed || waiting.isEmpty()) {
                return null;
            }
            telling = true;
            return waiting.remove();
        }

        private synchronized void told() {
            telling = false;
        }

        private synchronized BusSubscription inner() {
            return inner;
        }

        @Override
        public void close() {
            BusSubscription connection;
            synchronized (this) {
                closed = true;
                waiting.clear();
                connection = inner;
            }
            open.remove(this);
            connection.close();
        }
    }
}
