package org.terracecache.spi;

/** Where a cache reads the time. Implementations are safe for use by many threads. */
public interface TimeSource {
    /**
     * The system's clocks.
     *
     * @return the time source, never null
     */
    static TimeSource system() {
        return SystemTimeSource.INSTANCE;
    }

    /**
     * A time that never goes back, for measuring durations and for deadlines.
     *
     * @return nanoseconds since an arbitrary origin
     */
    long nanoTime();

    /**
     * The time of day, for event times and for what people read.
     *
     * @return milliseconds since the epoch
     */
    long currentTimeMillis();
}
