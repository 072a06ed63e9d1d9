package org.terracecache.simulator;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Figures as people read them. */
final class Format {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double NANOS_PER_MICRO = TimeUnit.MICROSECONDS.toNanos(1);

    private Format() {}

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * ratio);
    }

    /** A rate in three digits or so. */
    static String rate(double perSecond) {
        if (perSecond >= 999_500) {
            return String.format(Locale.ROOT, "%.2fM", perSecond / 1e6);
        }
        if (perSecond >= 9_995) {
            return String.format(Locale.ROOT, "%.0fk", perSecond / 1e3);
        }
        return perSecond >= 999.5
                ? String.format(Locale.ROOT, "%.1fk", perSecond / 1e3)
                : String.format(Locale.ROOT, "%.0f", perSecond);
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / NANOS_PER_SECOND);
    }

    /** A time, given in nanoseconds, in the unit that suits it. */
    static String time(long time) {
        double nanos = time;
        if (nanos < NANOS_PER_MICRO) {
            return String.format(Locale.ROOT, "%.0f ns", nanos);
        }
        if (nanos < NANOS_PER_MILLI) {
            return String.format(Locale.ROOT, "%.1f us", nanos / NANOS_PER_MICRO);
        }
        if (nanos < NANOS_PER_SECOND) {
            return String.format(Locale.ROOT, "%.2f ms", nanos / NANOS_PER_MILLI);
        }
        return nanos < 120 * NANOS_PER_SECOND
                ? String.format(Locale.ROOT, "%.1f s", nanos / NANOS_PER_SECOND)
                : String.format(Locale.ROOT, "%.1f min", nanos / NANOS_PER_SECOND / 60);
    }
}
