package org.terracecache.entry;

import java.nio.charset.StandardCharsets;

/**
 * How a namespace is partitioned: a fixed number of buckets, the same for all nodes, and a hash that is part of the stored
 * format. Immutable.
 *
 * @param count how many buckets there are
 */
public record Buckets(int count) {
    /** The most buckets: messages have two bytes for the number. */
    public static final int MAX_COUNT = 1 << 14;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /**
     * A number of buckets.
     *
     * @throws IllegalArgumentException if it is not from 1 to {@link #MAX_COUNT}
     */
    public Buckets {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("There are from 1 to " + MAX_COUNT + " buckets, not " + count);
        }
    }

    /** The bucket of a cache's key. */
    public int of(String cache, KeyBytes key) {
        long hash = FNV_OFFSET;
        for (byte b : cache.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        hash *= FNV_PRIME; // The byte 0 between cache and key.
        hash = key.fold(hash, FNV_PRIME);
        return (int) Long.remainderUnsigned(mixed(hash), count);
    }

    /** Spreads what differs over all bits: FNV leaves the last bytes in the low ones. */
    private static long mixed(long hash) {
        long h = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
