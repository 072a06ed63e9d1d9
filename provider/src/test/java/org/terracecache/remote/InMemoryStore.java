package org.terracecache.remote;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A node's end of an {@link InMemoryServer}. What is on its way to the server and back can be held up or lost, by handing it to
 * somebody who does it later, or never.
 */
public final class InMemoryStore implements RemoteStore {
    private final InMemoryServer server;
    private final InMemoryOperations operations;
    private final int buckets;
    private Consumer<? super Leg> there = Leg::run;
    private Consumer<? super Leg> back = Leg::run;
    private boolean closed;
    private long knownMicros;
    private long knownNanos;

    /**
     * A request on its way, there or back. It runs when it arrives.
     *
     * @param request the request
     * @param answer on the way back the answer, if there is one; otherwise null
     * @param arrival what happens when it arrives
     * @param loss what happens if it is lost, and whoever waits gives up at once
     */
    public record Leg(Request<?> request, Answer answer, Runnable arrival, Runnable loss) implements Runnable {
        @Override
        public void run() {
            arrival.run();
        }
    }

    /** A node's end. The number of buckets is the node's own: the server's may be another one. */
    public InMemoryStore(InMemoryServer server, String node, int buckets) {
        this.server = server;
        this.operations = new InMemoryOperations(server, node);
        this.buckets = buckets;
        learn(server.timeMicros());
    }

    /** Who is given what goes to the server, to run it when it arrives. */
    public synchronized void onWayThere(Consumer<? super Leg> link) {
        there = link;
    }

    /** Who is given what comes back from the server, to run it when it arrives. */
    public synchronized void onWayBack(Consumer<? super Leg> link) {
        back = link;
    }

    @Override
    public void execute(List<? extends Request<?>> requests) {
        requests.forEach(request -> new Flight<>(request).start());
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private synchronized void learn(long micros) {
        knownMicros = micros;
        knownNanos = server.nanos();
    }

    private synchronized long latestMicros(long timeoutNanos) {
        return knownMicros + (server.nanos() - knownNanos + timeoutNanos) / 1_000;
    }

    private synchronized Consumer<? super Leg> link(boolean back) {
        return back ? this.back : there;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** One request, until its callback was called. */
    private final class Flight<A extends Answer> {
        private final Request<A> request;
        private final AtomicBoolean told = new AtomicBoolean();
        private final long latestMicros;

        private Flight(Request<A> request) {
            this.request = request;
            this.latestMicros = latestMicros(request.timeoutNanos());
        }

        void start() {
            if (isClosed()) {
                fail(new Failure.Refused(Failure.Reason.CLOSED, "closed", null));
                return;
            }
            long end = server.nanos() + request.timeoutNanos();
            server.at(end + 1_000, () -> fail(new Failure.Unknown("no reply came")));
            link(false).accept(new Leg(request, null, this::arrive, this::lose));
        }

        private void lose() {
            fail(new Failure.Unknown("lost"));
        }

        private void arrive() {
            Leg reply;
            synchronized (server) {
                reply = run();
            }
            server.deliver();
            long micros = server.timeMicros();
            link(true)
                    .accept(new Leg(
                            request,
                            reply.answer(),
                            () -> {
                                learn(micros);
                                reply.run();
                            },
                            this::lose));
        }

        private Leg run() {
            InMemoryServer.State state = server.state();
            if (request.command().isMutation() && server.timeMicros() > latestMicros) {
                return refused(new Failure.Refused(Failure.Reason.TOO_LATE, "too late", null));
            }
            if (state.buckets != 0 && state.buckets != buckets && !state.metas.isEmpty()) {
                String both = "the namespace has " + state.buckets + " buckets, not " + buckets;
                return refused(new Failure.Refused(Failure.Reason.OTHER_BUCKETS, both, null));
            }
            state.buckets = buckets;
            try {
                A answer = request.command().on(operations);
                return new Leg(request, answer, () -> tell(answer), this::lose);
            } catch (IllegalArgumentException e) {
                return refused(new Failure.Refused(Failure.Reason.REJECTED, e.getMessage(), null));
            }
        }

        private Leg refused(Failure.Refused failure) {
            return new Leg(request, null, () -> fail(failure), this::lose);
        }

        private void tell(A answer) {
            if (told.compareAndSet(false, true)) {
                request.callback().answered(answer);
            }
        }

        private void fail(Failure failure) {
            if (told.compareAndSet(false, true)) {
                request.callback().failed(failure);
            }
        }
    }
}
