package org.terracecache.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.remote.Failure;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Sends requests together, and knows what may be sent again: only what was never sent, or what a reply proves not to have been
 * done. Whatever was sent and got no reply is lost; its callback learns so when it can no longer happen. Used by one thread.
 */
final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    /** What fits into the buffers of the network is gone at once; more may have to wait for a server that does not read. */
    private static final int UNGUARDED_BYTES = 32 << 10;

    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Connections connections;
    private final ScheduledExecutorService watch;
    private final List<Flight<?>> lost = new ArrayList<>();
    private List<Flight<?>> again = new ArrayList<>();
    private boolean elsewhere;
    private boolean pause;

    Pipeline(Connections connections, ScheduledExecutorService watch) {
        this.connections = connections;
        this.watch = watch;
    }

    /** Does what it can for all of them; each has had its callback when this returns, whatever happens. */
    void run(List<Flight<?>> flights) {
        try {
            attemptUntilDone(flights);
        } catch (RuntimeException | Error e) {
            LOG.error("Commands to Redis ended in an unexpected exception", e);
            lost.clear();
            lose(flights.stream().filter(flight -> !flight.isLanded()).toList(), "An unexpected exception");
        }
        landLost();
    }

    private void attemptUntilDone(List<Flight<?>> flights) {
        List<Flight<?>> pending = flights;
        long pauseNanos = SHORTEST_PAUSE_NANOS;
        while (!pending.isEmpty()) {
            again = new ArrayList<>();
            pause = false;
            attempt(pending);
            if (pause && !again.isEmpty()) {
                rest(Math.min(pauseNanos, earliest(again) - System.nanoTime()));
                pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
            }
            pending = again;
        }
    }

    private void attempt(List<Flight<?>> flights) {
        RedisConnection connection;
        try {
            connection = connections.take(earliest(flights));
        } catch (NotConnectedException e) {
            Failure refused = e.toFailure();
            flights.forEach(flight -> flight.fail(refused));
            flights.forEach(Flight::land);
            return;
        }
        List<Flight<?>> answered = new ArrayList<>();
        elsewhere = false;
        boolean intact = false;
        try {
            intact = exchange(connection, flights, answered);
        } finally {
            if (intact && !elsewhere) {
                connections.giveBack(connection);
            } else {
                connections.discard(connection);
            }
        }
        answered.forEach(Flight::land);
    }

    /** Returns whether the connection is as good as before. */
    private boolean exchange(RedisConnection connection, List<Flight<?>> flights, List<Flight<?>> answered) {
        ScheduledFuture<?> guard = guard(connection, flights);
        try {
            int sent = send(connection, flights);
            if (sent < flights.size()) {
                // The one at which it broke may have gone out in part or whole; those after it have not.
                lose(flights.subList(0, sent + 1), "The connection to Redis broke while the command was sent");
                again.addAll(flights.subList(sent + 1, flights.size()));
                return false;
            }
            for (int i = 0; i < flights.size(); i++) {
                if (!receive(connection, flights.get(i), answered)) {
                    lose(flights.subList(i, flights.size()), "No reply from Redis within the command's time-out");
                    return false;
                }
            }
            return true;
        } finally {
            if (guard != null) {
                guard.cancel(false);
            }
        }
    }

    private @Nullable ScheduledFuture<?> guard(RedisConnection connection, List<Flight<?>> flights) {
        long bytes = flights.stream().mapToLong(Flight::bytes).sum();
        if (bytes <= UNGUARDED_BYTES) {
            return null;
        }
        long remaining = earliest(flights) - System.nanoTime();
        try {
            return watch.schedule(connection::abort, remaining, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The store was closed meanwhile: what is on its way goes on unguarded.
            return null;
        }
    }

    private static int send(RedisConnection connection, List<Flight<?>> flights) {
        for (int i = 0; i < flights.size(); i++) {
            try {
                connection.send(flights.get(i).arguments(connection));
            } catch (JedisException e) {
                return i;
            }
        }
        return flights.size();
    }

    /** Returns whether there was a reply. */
    private boolean receive(RedisConnection connection, Flight<?> flight, List<Flight<?>> answered) {
        try {
            Object reply = connection.receive(flight.remainingNanos());
            (flight.receive(reply, connection) ? again : answered).add(flight);
        } catch (JedisDataException e) {
            judge(flight, String.valueOf(e.getMessage()), answered);
        } catch (JedisException e) {
            return false;
        } catch (MalformedReplyException e) {
            unsure(flight, "Redis answered what no script of Terrace answers: " + e.getMessage(), answered);
        }
        return true;
    }

    private void judge(Flight<?> flight, String error, List<Flight<?>> answered) {
        Failure refused = new Failure.Refused(ErrorReply.reason(error), "Redis refuses the command: " + error, null);
        switch (ErrorReply.of(error)) {
            case NO_SCRIPT -> {
                flight.sendSource();
                again.add(flight);
            }
            case BUSY, ELSEWHERE -> {
                elsewhere |= ErrorReply.of(error) == ErrorReply.ELSEWHERE;
                if (flight.isPatient() && flight.remainingNanos() > LONGEST_PAUSE_NANOS) {
                    pause = true;
                    again.add(flight);
                } else {
                    flight.fail(refused);
                    answered.add(flight);
                }
            }
            case REFUSED -> {
                flight.fail(refused);
                answered.add(flight);
            }
            case UNSURE -> unsure(flight, "A script failed: " + error, answered);
        }
    }

    /** It is over, and nobody knows how. */
    private static void unsure(Flight<?> flight, String detail, List<Flight<?>> answered) {
        flight.fail(
                flight.isMutation()
                        ? new Failure.Unknown(detail)
                        : new Failure.Refused(Failure.Reason.REJECTED, detail, null));
        answered.add(flight);
    }

    private void lose(List<Flight<?>> flights, String detail) {
        flights.forEach(flight -> flight.fail(new Failure.Unknown(detail)));
        lost.addAll(flights);
    }

    /** What may still happen is told when it can no longer happen; what could do no harm is told at once. */
    private void landLost() {
        lost.sort(Comparator.comparing((Flight<?> flight) -> flight.isMutation())
                .thenComparingLong(Flight::remainingNanos));
        for (Flight<?> flight : lost) {
            if (flight.isMutation()) {
                rest(flight.remainingNanos());
            }
            flight.land();
        }
    }

    private static long earliest(List<Flight<?>> flights) {
        long now = System.nanoTime();
        return now
                + flights.stream()
                        .mapToLong(flight -> flight.deadlineNanos() - now)
                        .min()
                        .orElse(0);
    }

    /** Waits, whoever interrupts: that something can no longer happen must be true when it is told. */
    private static void rest(long nanos) {
        long end = System.nanoTime() + nanos;
        boolean interrupted = false;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
