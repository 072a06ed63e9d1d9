package org.terracecache.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.terracecache.config.ChaosSettings;

/**
 * A store with faults, for tests. It keeps what every store promises: what it refuses is not done; what is lost is told as unknown
 * when it has been done, or is not sent at all; what it sends later has only the rest of its time; each callback is called once.
 * What becomes of the n-th request depends on the seed alone.
 */
public final class ChaosStore implements RemoteStore {
    private final RemoteStore store;
    private final ChaosSettings.Store chances;
    private final ChaosLater later;
    private final LongSupplier nanoTime;
    private final SplittableRandom random;
    private final Set<Delayed<?>> delayed = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Wraps a store.
     *
     * @param store what to wrap, closed with this
     * @param chances how often what happens
     * @param seed what it depends on
     * @param later sends what is sent later
     * @param nanoTime the clock of the time-outs
     */
    public ChaosStore(
            RemoteStore store, ChaosSettings.Store chances, long seed, ChaosLater later, LongSupplier nanoTime) {
        this.store = store;
        this.chances = chances;
        this.later = later;
        this.nanoTime = nanoTime;
        this.random = new SplittableRandom(seed);
    }

    /** What becomes of a request. */
    private record Fate(boolean fails, boolean requestLost, boolean replyLost, long delayNanos) {}

    private Fate next() {
        synchronized (random) { // always the same draws, so that one request's fate moves no other's
            boolean fails = random.nextDouble() < chances.fail();
            boolean requestLost = random.nextDouble() < chances.loseRequest();
            boolean replyLost = random.nextDouble() < chances.loseReply();
            boolean late = random.nextDouble() < chances.delay();
            long nanos = random.nextLong(chances.longestDelay().toNanos()) + 1;
            return new Fate(fails, requestLost, replyLost, late ? nanos : 0);
        }
    }

    @Override
    public void execute(List<? extends Request<?>> requests) {
        List<Request<?>> now = new ArrayList<>();
        for (Request<?> request : requests) {
            take(request, now);
        }
        if (!now.isEmpty()) {
            store.execute(now);
        }
    }

    private <A extends Answer> void take(Request<A> request, List<Request<?>> now) {
        Fate fate = next();
        if (closed) {
            now.add(request); // the store refuses it
        } else if (fate.fails()) {
            request.callback().failed(new Failure.Refused(Failure.Reason.NOT_CONNECTED, "chaos: no connection", null));
        } else if (fate.requestLost()) {
            request.callback().failed(new Failure.Unknown("chaos: the request is lost"));
        } else {
            Request<A> sent = fate.replyLost() ? withoutReply(request) : request;
            if (fate.delayNanos() == 0 || !new Delayed<>(sent).begin(fate.delayNanos())) {
                now.add(sent);
            }
        }
    }

    /** An answer proves that the command is over, so from then on nothing of it can happen. */
    private static <A extends Answer> Request<A> withoutReply(Request<A> request) {
        return new Request<>(request.command(), request.timeoutNanos(), new Callback<>() {
            @Override
            public void answered(A answer) {
                request.callback().failed(new Failure.Unknown("chaos: the reply is lost"));
            }

            @Override
            public void failed(Failure failure) {
                request.callback().failed(failure);
            }
        });
    }

    /** A request that is sent later, or refused by {@link #close}: whoever takes it out of the set does what is to be done. */
    private final class Delayed<A extends Answer> {
        private final Request<A> request;
        private final long begun = nanoTime.getAsLong();

        private Delayed(Request<A> request) {
            this.request = request;
        }

        /** Whether it will be sent, or refused, by somebody else. */
        boolean begin(long nanos) {
            delayed.add(this);
            boolean taken = later.run(nanos, this::send);
            if (closed) {
                refuse();
                return true;
            }
            return taken || !delayed.remove(this);
        }

        private void send() {
            if (!delayed.remove(this)) {
                return;
            }
            long rest = request.timeoutNanos() - (nanoTime.getAsLong() - begun);
            if (rest > 0) {
                store.execute(new Request<>(request.command(), rest, request.callback()));
            } else {
                request.callback().failed(new Failure.Unknown("chaos: delayed for longer than it may take"));
            }
        }

        void refuse() {
            if (delayed.remove(this)) {
                request.callback().failed(new Failure.Refused(Failure.Reason.CLOSED, "the store is closed", null));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        delayed.forEach(Delayed::refuse);
        store.close();
    }
}
