package org.terracecache.redis;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.entry.KeyLayout;
import org.terracecache.remote.Answer;
import org.terracecache.remote.Failure;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.Request;

/**
 * The store over one Redis primary. An executor of the caller's choice does the waiting; with one that runs everything at once,
 * callbacks come before {@link #execute} returns, and that takes as long as the round trip, or until the command's time-out
 * when no reply comes. Safe for any thread.
 */
public final class RedisStore implements RemoteStore {
    private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);

    /** One pipeline carries so many commands, or about so many bytes; what is more goes in several. */
    private static final int PIPELINE_COMMANDS = 64;

    private static final int PIPELINE_BYTES = 1 << 20;

    /** Odd, so that all numbers come before one comes twice; the bits that it spreads are mixed. */
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final KeyLayout layout;
    private final CommandEncoder encoder;
    private final Connections connections;
    private final Executor executor;
    private final ScheduledThreadPoolExecutor watch;
    private final AtomicLong incarnations = new AtomicLong(new SecureRandom().nextLong());
    private volatile boolean closed;

    /**
     * A store. Connects when it is first used.
     *
     * @param options where Redis is
     * @param layout the namespace
     * @param node this node's name
     * @param executor runs what waits for Redis; one that runs it on the calling thread is allowed
     * @param threads makes the one thread that cuts connections whose time is over
     * @throws IllegalArgumentException if the node's name is empty or too long
     */
    public RedisStore(RedisOptions options, KeyLayout layout, String node, Executor executor, ThreadFactory threads) {
        this.layout = layout;
        this.encoder = new CommandEncoder(layout, node, this::newIncarnation);
        this.connections = new Connections(options);
        this.executor = executor;
        this.watch = new ScheduledThreadPoolExecutor(1, threads);
        watch.setRemoveOnCancelPolicy(true);
    }

    private long newIncarnation() {
        long next = incarnations.getAndAdd(STEP);
        next = (next ^ (next >>> 30)) * 0xbf58476d1ce4e5b9L;
        next = (next ^ (next >>> 27)) * 0x94d049bb133111ebL;
        return next ^ (next >>> 31);
    }

    @Override
    public void execute(List<? extends Request<?>> requests) {
        long start = System.nanoTime();
        List<Flight<?>> part = new ArrayList<>();
        long bytes = 0;
        for (Request<?> request : requests) {
            Flight<?> flight = flight(request, start);
            if (flight != null) {
                if (part.size() == PIPELINE_COMMANDS || bytes > PIPELINE_BYTES) {
                    start(part);
                    part = new ArrayList<>();
                    bytes = 0;
                }
                part.add(flight);
                bytes += flight.bytes();
            }
        }
        if (!part.isEmpty()) {
            start(part);
        }
    }

    /** A request that can be sent, or null after its callback was told why it cannot. */
    private <A extends Answer> @Nullable Flight<A> flight(Request<A> request, long start) {
        if (closed) {
            refuse(request, Failure.Reason.CLOSED, "The store was closed");
            return null;
        }
        try {
            return new Flight<>(request, encoder.encode(request.command()), layout, start);
        } catch (IllegalArgumentException e) {
            refuse(request, Failure.Reason.REJECTED, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static void refuse(Request<?> request, Failure.Reason reason, String detail) {
        try {
            request.callback().failed(new Failure.Refused(reason, detail, null));
        } catch (RuntimeException e) {
            LOG.warn("A callback of a command threw", e);
        }
    }

    private void start(List<Flight<?>> flights) {
        try {
            executor.execute(() -> new Pipeline(connections, watch).run(flights));
        } catch (RejectedExecutionException e) {
            Failure busy =
                    new Failure.Refused(Failure.Reason.NOT_CONNECTED, "No thread is free to talk to Redis", null);
            flights.forEach(flight -> flight.fail(busy));
            flights.forEach(Flight::land);
        }
    }

    @Override
    public void close() {
        closed = true;
        connections.close();
        watch.shutdown();
    }
}
