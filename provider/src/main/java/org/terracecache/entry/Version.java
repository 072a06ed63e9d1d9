package org.terracecache.entry;

/**
 * The version that the store gave a write: a number that grows within a bucket, and a stamp drawn by the writer. The number
 * orders; two versions are the same write only if the stamps are equal too, because numbers repeat after a failover that
 * lost writes.
 *
 * @param number orders the writes of a bucket; 0 before the first
 * @param stamp random, 0 before the first write
 */
public record Version(long number, long stamp) {
    /** Before the first write. */
    public static final Version NONE = new Version(0, 0);

    /** Whether this write came after another one of the same bucket. */
    public boolean isAfter(Version other) {
        return number > other.number;
    }
}
