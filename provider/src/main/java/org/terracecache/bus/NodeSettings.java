package org.terracecache.bus;

/**
 * What is fixed for a node. Immutable.
 *
 * @param node the node's name, unique among the nodes of the namespace
 * @param buckets the number of buckets of the namespace, 1 to 65,536
 * @param leaseNanos for how long a node may believe what it heard, in nanoseconds, more than 0
 */
public record NodeSettings(String node, int buckets, long leaseNanos) {
    private static final int MAX_BUCKETS = 1 << 16;

    /** Checks the numbers, and throws {@link IllegalArgumentException} if they cannot be. */
    public NodeSettings {
        if (buckets < 1 || buckets > MAX_BUCKETS || leaseNanos <= 0) {
            throw new IllegalArgumentException(buckets + " buckets, a lease of " + leaseNanos + " ns");
        }
    }
}
