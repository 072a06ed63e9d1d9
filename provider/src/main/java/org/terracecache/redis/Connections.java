package org.terracecache.redis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.terracecache.remote.Failure;

/**
 * A bounded pool of connections, the one that was used last first. A connection that broke takes the idle ones with it: the same
 * has probably happened to them, and a command that meets a broken connection has an unknown outcome. Safe for any thread.
 */
final class Connections implements AutoCloseable {
    /** An idle connection is asked for a sign of life after this time: firewalls and servers close what is silent. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final RedisOptions options;
    private final Semaphore free;
    private final Deque<RedisConnection> idle = new ArrayDeque<>();
    private boolean closed;

    Connections(RedisOptions options) {
        this.options = options;
        this.free = new Semaphore(options.maxConnections());
    }

    /**
     * Takes a connection, or makes one.
     *
     * @throws NotConnectedException if there is none until then, or no server
     */
    RedisConnection take(long deadlineNanos) throws NotConnectedException {
        acquire(deadlineNanos);
        boolean taken = false;
        try {
            RedisConnection connection = alive(deadlineNanos);
            if (connection == null) {
                long remaining = Math.max(1, deadlineNanos - System.nanoTime());
                connection = RedisConnection.open(options, remaining);
            }
            taken = true;
            return connection;
        } finally {
            if (!taken) {
                free.release();
            }
        }
    }

    private void acquire(long deadlineNanos) throws NotConnectedException {
        try {
            if (!free.tryAcquire(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new NotConnectedException(
                        Failure.Reason.NOT_CONNECTED,
                        "All " + options.maxConnections() + " connections to Redis at " + options.address()
                                + " are busy: see terrace.remote.pool.max");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotConnectedException(
                    Failure.Reason.NOT_CONNECTED, "Interrupted while waiting for a connection to Redis", e);
        }
    }

    private @Nullable RedisConnection alive(long deadlineNanos) throws NotConnectedException {
        RedisConnection connection = poll();
        while (connection != null && connection.silentNanos() > SILENCE_NANOS) {
            // Half of the time at most: the other half is for a new connection.
            long remaining = (deadlineNanos - System.nanoTime()) / 2;
            if (connection.isAlive(Math.min(remaining, options.connectTimeout().toNanos()))) {
                return connection;
            }
            connection.close();
            connection = poll();
        }
        return connection;
    }

    private synchronized @Nullable RedisConnection poll() throws NotConnectedException {
        if (closed) {
            throw new NotConnectedException(Failure.Reason.CLOSED, "The store was closed");
        }
        return idle.pollFirst();
    }

    /** Gives a connection back that can be used again. */
    void giveBack(RedisConnection connection) {
        boolean kept;
        synchronized (this) {
            kept = !closed;
            if (kept) {
                idle.addFirst(connection);
            }
        }
        if (!kept) {
            connection.close();
        }
        free.release();
    }

    /** Gives a connection back that broke, or is on a server that does not take writes any more. */
    void discard(RedisConnection connection) {
        connection.abort();
        closeIdle();
        free.release();
    }

    private void closeIdle() {
        Deque<RedisConnection> all;
        synchronized (this) {
            all = new ArrayDeque<>(idle);
            idle.clear();
        }
        all.forEach(RedisConnection::abort);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        closeIdle();
    }
}
