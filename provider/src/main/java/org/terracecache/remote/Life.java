package org.terracecache.remote;

import java.time.Duration;

/**
 * How long an entry lives from now on. Durations travel, never points in time: the store's clock makes a deadline of them.
 *
 * @param millis milliseconds; 0: it is over at once; {@link #ETERNAL} and {@link #UNCHANGED} have negative numbers
 */
public record Life(long millis) {
    /** Until it is removed or evicted. */
    public static final Life ETERNAL = new Life(-1);

    /** The deadline stays as it is; a new entry is eternal. */
    public static final Life UNCHANGED = new Life(-2);

    /** Over at once: nothing is stored. */
    public static final Life OVER = new Life(0);

    /** What is longer is eternal: some ten thousand years. */
    public static final long LONGEST_MILLIS = Duration.ofDays(3_650_000).toMillis();

    /**
     * A life.
     *
     * @throws IllegalArgumentException if the number is below -2
     */
    public Life {
        if (millis < -2) {
            throw new IllegalArgumentException("No life has " + millis + " ms");
        }
        if (millis > LONGEST_MILLIS) {
            millis = -1;
        }
    }

    /**
     * A life of some duration, rounded up to a millisecond.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static Life of(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A life is not negative");
        }
        if (duration.compareTo(Duration.ofMillis(LONGEST_MILLIS)) > 0) {
            return ETERNAL;
        }
        return new Life(duration.plusNanos(999_999).toMillis());
    }
}
