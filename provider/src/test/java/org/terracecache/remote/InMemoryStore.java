package org.terracecache.remote;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A node's end of an {@link InMemoryServer}. What is on its way to the server and back can be held up or lost, by handing it to
 * somebody who does it later, or never.
 */
final class InMemoryStore implements RemoteStore {
    private final InMemoryServer server;
    private final InMemoryOperations operations;
    private final int buckets;
    private Consumer<Runnable> there = Runnable::run;
    private Consumer<Runnable> back = Runnable::run;
    private boolean closed;
    private long knownMicros;
    private long knownNanos;

    /** A node's end. The number of buckets is the node's own: the server's may be another one. */
    InMemoryStore(InMemoryServer server, String node, int buckets) {
        this.server = server;
        this.operations = new InMemoryOperations(server, node);
        this.buckets = buckets;
        learn(server.timeMicros());
    }

    /** Who is given what goes to the server, to run it when it arrives. */
    synchronized void onWayThere(Consumer<Runnable> link) {
        there = link;
    }

    /** Who is given what comes back from the server, to run it when it arrives. */
    synchronized void onWayBack(Consumer<Runnable> link) {
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

    private synchronized Consumer<Runnable> link(boolean back) {
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
            link(false).accept(this::arrive);
        }

        private void arrive() {
            Runnable reply;
            synchronized (server) {
                reply = run();
            }
            server.deliver();
            long micros = server.timeMicros();
            link(true).accept(() -> {
                learn(micros);
                reply.run();
            });
        }

        private Runnable run() {
            InMemoryServer.State state = server.state();
            if (request.command().isMutation() && server.timeMicros() > latestMicros) {
                return () -> fail(new Failure.Refused(Failure.Reason.TOO_LATE, "too late", null));
            }
            if (state.buckets != 0 && state.buckets != buckets && !state.metas.isEmpty()) {
                String both = "the namespace has " + state.buckets + " buckets, not " + buckets;
                return () -> fail(new Failure.Refused(Failure.Reason.OTHER_BUCKETS, both, null));
            }
            state.buckets = buckets;
            try {
                A answer = request.command().on(operations);
                return () -> tell(answer);
            } catch (IllegalArgumentException e) {
                return () -> fail(new Failure.Refused(Failure.Reason.REJECTED, e.getMessage(), null));
            }
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
