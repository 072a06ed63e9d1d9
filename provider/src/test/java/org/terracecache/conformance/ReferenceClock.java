package org.terracecache.conformance;

import java.util.concurrent.atomic.AtomicLong;

/** The time that the reference implementation, and with it the cache it is compared to, is made to see. */
public final class ReferenceClock {
    private static final AtomicLong MILLIS = new AtomicLong();

    private ReferenceClock() {}

    /** Stands for {@link System#currentTimeMillis()} in the reference implementation's classes. */
    public static long currentTimeMillis() {
        return MILLIS.get();
    }

    /** Stands for {@link System#nanoTime()} in the reference implementation's classes. */
    public static long nanoTime() {
        return MILLIS.get() * 1_000_000;
    }

    static void set(long now) {
        MILLIS.set(now);
    }

    static void advance(long by) {
        MILLIS.addAndGet(by);
    }
}
