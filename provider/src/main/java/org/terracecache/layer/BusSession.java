package org.terracecache.layer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.bus.Announcement;
import org.terracecache.bus.Coherence;
import org.terracecache.bus.Membership;
import org.terracecache.remote.Announce;
import org.terracecache.remote.Announced;
import org.terracecache.remote.Answer;
import org.terracecache.remote.Beat;
import org.terracecache.remote.BusSubscriber;
import org.terracecache.remote.BusSubscription;
import org.terracecache.remote.BusTransport;
import org.terracecache.remote.Callback;
import org.terracecache.remote.Command;
import org.terracecache.remote.Done;
import org.terracecache.remote.Failure;
import org.terracecache.remote.ReadMeta;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.Request;
import org.terracecache.spi.TimeSource;

/**
 * A node's life on the bus: keeps one subscription, asks for the buckets' positions after each new one, sends heartbeats and announcements,
 * and gives up a connection that is deaf. What is heard and what it means is {@link Coherence}'s business; here is when, and by whom.
 *
 * <p>Safe for any thread. No lock is held while the store, the transport or the coherence is called.
 */
public final class BusSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BusSession.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final int ANNOUNCE_EVERY = 5;
    private static final int BELIEVED_FOR = 3;

    private final Ends ends;
    private final Duration lease;
    private final ScheduledExecutorService scheduler;
    private final Executor executor;
    private final Runnable atEachTurn;
    private final LongSupplier nonces;
    private final TimeSource time;
    private final List<Integer> buckets;
    private final BitSet all = new BitSet();
    private final Object change = new Object();
    private final AtomicInteger ticks = new AtomicInteger();
    private long connections;
    private int failures;
    private boolean closed;
    private @Nullable Connection current;
    private boolean heard;
    private @Nullable ScheduledFuture<?> ticking;
    private @Nullable ScheduledFuture<?> retry;

    /**
     * What a session stands between.
     *
     * @param node the node's name
     * @param coherence what is told of all that happens
     * @param membership who else is there
     * @param store where positions are asked for and heartbeats are sent
     * @param transport brings the messages
     * @param buckets the number of buckets
     */
    public record Ends(
            String node,
            Coherence coherence,
            Membership membership,
            RemoteStore store,
            BusTransport transport,
            int buckets) {}

    /**
     * A session that has not begun.
     *
     * @param ends what it stands between
     * @param lease for how long a node may believe what it heard
     * @param scheduler gives the sign for what is due; nothing is done on its threads
     * @param executor where it is done
     * @param atEachTurn what else is due, several times in a lease
     * @param nonces random numbers that nobody can guess
     * @param time the clock
     */
    public BusSession(
            Ends ends,
            Duration lease,
            ScheduledExecutorService scheduler,
            Executor executor,
            Runnable atEachTurn,
            LongSupplier nonces,
            TimeSource time) {
        this.ends = ends;
        this.lease = lease;
        this.scheduler = scheduler;
        this.executor = executor;
        this.atEachTurn = atEachTurn;
        this.nonces = nonces;
        this.time = time;
        this.buckets = IntStream.range(0, ends.buckets()).boxed().toList();
        this.all.set(0, ends.buckets());
    }

    /** Begins to listen. Once. */
    public void start() {
        long period = Math.max(1, lease.toMillis() / 3);
        synchronized (change) {
            ticking = scheduler.scheduleWithFixedDelay(() -> run(this::tick), period, period, TimeUnit.MILLISECONDS);
        }
        connect();
    }

    private void run(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("[node={}] the executor takes no work: the bus waits for the next turn", ends.node(), e);
        }
    }

    // ---- connections

    private void connect() {
        Connection next;
        synchronized (change) {
            if (closed) {
                return;
            }
            next = new Connection(++connections);
            current = next;
        }
        ends.coherence().connect(next.number, all, time.nanoTime());
        BusSubscription subscription = ends.transport().subscribe(next);
        next.opened(subscription);
    }

    /** Gives up a connection, unless it has been given up already, and gets another one after a pause. */
    private void giveUp(Connection connection, String reason) {
        long pause;
        synchronized (change) {
            if (current != connection || closed) {
                return;
            }
            current = null;
            heard = false;
            pause = Math.min(Math.max(1, lease.toMillis() / 2), FIRST_PAUSE_MILLIS << Math.min(failures, 10));
            failures++;
        }
        LOG.debug("[node={}] the bus connection {} is given up: {}", ends.node(), connection.number, reason);
        connection.close();
        ends.coherence().disconnect(connection.number);
        try {
            ScheduledFuture<?> again = scheduler.schedule(() -> run(this::connect), pause, TimeUnit.MILLISECONDS);
            synchronized (change) {
                retry = again;
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("[node={}] no further bus connection: the scheduler is shut down", ends.node(), e);
        }
    }

    /** Whether all of the bus is heard. */
    boolean isHeard() {
        synchronized (change) {
            return heard;
        }
    }

    private boolean isCurrent(Connection connection) {
        synchronized (change) {
            return current == connection;
        }
    }

    /** One connection, from the request for it to its loss. */
    private final class Connection implements BusSubscriber {
        private final long number;
        private @Nullable BusSubscription subscription;
        private boolean abandoned;

        Connection(long number) {
            this.number = number;
        }

        synchronized void opened(BusSubscription opened) {
            subscription = opened;
            if (abandoned) {
                opened.close();
            }
        }

        synchronized void close() {
            abandoned = true;
            if (subscription != null) {
                subscription.close();
            }
        }

        @Override
        public void confirmed(String server) {
            if (!isCurrent(this)) {
                return;
            }
            BitSet asking = ends.coherence().confirm(number, server);
            AtomicInteger left = new AtomicInteger(asking.cardinality());
            List<Request<?>> requests = new ArrayList<>();
            asking.stream()
                    .forEach(bucket -> requests.add(request(new ReadMeta(bucket), new Asked<>() {
                        @Override
                        public void answered(Done answer) {
                            if (!ends.coherence().resynchronize(number, bucket, answer.head())) {
                                giveUp(Connection.this, "another server answered");
                            } else if (left.decrementAndGet() == 0) {
                                ready();
                            }
                        }

                        @Override
                        public void failed(Failure failure) {
                            giveUp(Connection.this, failure.detail());
                        }
                    })));
            run(() -> ends.store().execute(requests));
        }

        private void ready() {
            synchronized (change) {
                failures = 0;
                heard = current == this;
            }
            run(BusSession.this::beat);
            run(() -> announce(false));
        }

        @Override
        public void message(int bucket, byte[] bytes) {
            ends.coherence().receive(number, bucket, bytes);
        }

        @Override
        public void heartbeat(byte[] bytes) {
            ends.coherence().receiveHeartbeat(number, bytes, time.nanoTime());
        }

        @Override
        public void announcement(byte[] bytes) {
            ends.membership().receive(bytes, time.nanoTime());
        }

        @Override
        public void lost(String detail) {
            giveUp(this, detail);
        }
    }

    // ---- what is due again and again

    private void tick() {
        Connection connection;
        synchronized (change) {
            connection = current;
        }
        long now = time.nanoTime();
        if (connection != null && !ends.coherence().deaf(now).isEmpty()) {
            giveUp(connection, "nothing was heard for longer than the lease");
        }
        beat();
        ends.membership().expire(now);
        atEachTurn.run();
        if (ticks.incrementAndGet() % ANNOUNCE_EVERY == 0) {
            announce(false);
        }
    }

    private void beat() {
        long nonce = nonces.getAsLong();
        ends.coherence().sendHeartbeat(nonce, all, time.nanoTime());
        Beat beat = new Beat(buckets, nonce, lease.toMillis() * BELIEVED_FOR * ANNOUNCE_EVERY);
        ends.store().execute(request(beat, new Asked<Done>() {
            @Override
            public void answered(Done answer) {
                // What counts is that it comes back on the subscription.
            }
        }));
    }

    private void announce(boolean leaving) {
        long life = lease.toMillis() * BELIEVED_FOR * ANNOUNCE_EVERY / 3;
        Announce announce = new Announce(new Announcement(ends.node(), leaving, life));
        ends.store().execute(request(announce, new Asked<Announced>() {
            @Override
            public void answered(Announced answer) {
                // The others hear it, or hear the next one.
            }
        }));
    }

    private <A extends Answer> Request<A> request(Command<A> command, Callback<A> callback) {
        return new Request<>(command, lease.toNanos(), callback);
    }

    /** For commands that are sent again at the next turn. */
    private abstract class Asked<A extends Answer> implements Callback<A> {
        @Override
        public void failed(Failure failure) {
            LOG.debug("[node={}] the store did not answer the bus: {}", ends.node(), failure.detail());
        }
    }

    /** Says good-bye and stops listening. Repeated calls do nothing. */
    @Override
    public void close() {
        Connection last;
        synchronized (change) {
            if (closed) {
                return;
            }
            closed = true;
            last = current;
            current = null;
            heard = false;
            if (ticking != null) {
                ticking.cancel(false);
            }
            if (retry != null) {
                retry.cancel(false);
            }
        }
        announce(true);
        if (last != null) {
            last.close();
            ends.coherence().disconnect(last.number);
        }
        ends.transport().close();
    }
}
