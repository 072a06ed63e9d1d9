package org.terracecache.config;

import java.time.Duration;
import java.util.Objects;

/**
 * What a manager's layered caches have in common: the store and the bus. Immutable. Its text tells no credentials.
 *
 * @param address where the store is, never null
 * @param namespace what the nodes that share caches call themselves, never null: the one that the address names, else {@code
 *     terrace.namespace}
 * @param connectTimeout how long it may take to make a connection, 1 millisecond to 1 hour, never null
 * @param commandTimeout how long the store may take to answer, 1 millisecond to 1 hour, never null
 * @param maximumConnections the most connections for commands, 1 or more
 * @param buckets how the namespace is partitioned, 1 to 65,536; the same on all nodes
 * @param lease how long memory may be served without a sign from the bus, 10 milliseconds to 1 hour, never null
 * @param startWithoutRemote whether a manager is made when the store cannot be reached
 */
public record RemoteSettings(
        RemoteAddress address,
        String namespace,
        Duration connectTimeout,
        Duration commandTimeout,
        int maximumConnections,
        int buckets,
        Duration lease,
        boolean startWithoutRemote) {
    static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);
    static final Duration LEAST_LEASE = Duration.ofMillis(10);
    static final Duration GREATEST = Duration.ofHours(1);
    static final int MAXIMUM_CONNECTIONS = 10_000;
    static final int MAXIMUM_BUCKETS = 1 << 16;
    static final int MAXIMUM_NAMESPACE = 255;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is out of its range
     * @throws NullPointerException if one is null
     */
    public RemoteSettings {
        Objects.requireNonNull(address, "address");
        require(!namespace.isBlank() && namespace.length() <= MAXIMUM_NAMESPACE, "namespace");
        require(isBetween(connectTimeout, LEAST_TIMEOUT), "remote.connect-timeout");
        require(isBetween(commandTimeout, LEAST_TIMEOUT), "remote.command-timeout");
        require(maximumConnections > 0 && maximumConnections <= MAXIMUM_CONNECTIONS, "remote.pool.max");
        require(buckets > 0 && buckets <= MAXIMUM_BUCKETS, "remote.buckets");
        require(isBetween(lease, LEAST_LEASE), "bus.lease");
    }

    private static boolean isBetween(Duration duration, Duration least) {
        return duration.compareTo(least) >= 0 && duration.compareTo(GREATEST) <= 0;
    }

    private static void require(boolean condition, String name) {
        if (!condition) {
            throw new IllegalArgumentException(name + " is out of its range");
        }
    }
}
