package org.terracecache.bus;

import java.util.concurrent.TimeUnit;

/**
 * Notices that the store's clock ran ahead of this machine's {@code nanoTime}: the machine slept, and its leases with it. Each heartbeat bounds
 * the difference of the clocks from both sides, because the store read its clock between sending and arrival. A clock that was set
 * forward looks the same, and costs a revalidation. Safe for use by many threads.
 */
final class SuspensionWatch {
    private final long toleranceNanos;
    private boolean based;
    private long highestDifference;

    SuspensionWatch(long toleranceNanos) {
        this.toleranceNanos = toleranceNanos;
    }

    /** Whether the machine was suspended since the last heartbeat, as far as this one tells. */
    synchronized boolean wasSuspended(long storeMicros, long sentNanos, long arrivedNanos) {
        long storeNanos = TimeUnit.MICROSECONDS.toNanos(storeMicros);
        boolean suspended = based && storeNanos - arrivedNanos - highestDifference > toleranceNanos;
        highestDifference = storeNanos - sentNanos;
        based = !suspended;
        return suspended;
    }

    synchronized void forget() {
        based = false;
    }
}
