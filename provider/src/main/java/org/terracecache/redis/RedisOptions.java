package org.terracecache.redis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is, and how to talk to it. Immutable.
 *
 * @param host name or address
 * @param port the port
 * @param database the number of the database
 * @param user the user's name, null for Redis's default user
 * @param password the password, null if none is asked for
 * @param tls whether connections are encrypted
 * @param connectTimeout how long it may take to make a connection, from a millisecond to an hour
 * @param maxConnections the most connections for commands, at least 1; each subscription has one more
 */
public record RedisOptions(
        String host,
        int port,
        int database,
        @Nullable String user,
        @Nullable String password,
        boolean tls,
        Duration connectTimeout,
        int maxConnections) {
    /** Options. Throws {@link IllegalArgumentException} if one is out of its range. */
    public RedisOptions {
        require(!host.isEmpty(), "host: may not be empty");
        require(port > 0 && port < 1 << 16, "port: from 1 to 65535");
        require(database >= 0, "database: not negative");
        require(user == null || password != null, "user: needs a password");
        require(maxConnections > 0, "pool.max: at least 1");
        boolean inRange = connectTimeout.toMillis() >= 1 && connectTimeout.compareTo(Duration.ofHours(1)) <= 0;
        require(inRange, "connect-timeout: from 1 ms to 1 h");
    }

    /** A Redis without a password, with two seconds to connect and 16 connections. */
    public static RedisOptions of(String host, int port) {
        return new RedisOptions(host, port, 0, null, null, false, Duration.ofSeconds(2), 16);
    }

    /** Where it is, for messages: no credentials. */
    public String address() {
        return host + ":" + port;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Leaves out user and password. */
    @Override
    public String toString() {
        return "RedisOptions[" + (tls ? "rediss://" : "redis://") + address() + "/" + database + "]";
    }
}
