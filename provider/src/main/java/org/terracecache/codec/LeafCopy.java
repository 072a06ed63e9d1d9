package org.terracecache.codec;

import java.util.BitSet;
import java.util.Date;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Copies the JDK's small mutable objects. */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder"}) // Users have what they have.
final class LeafCopy {
    private LeafCopy() {}

    static Object copy(Object source) {
        if (source instanceof Date date) {
            return date.clone();
        }
        if (source instanceof StringBuilder builder) {
            return new StringBuilder(builder);
        }
        if (source instanceof StringBuffer buffer) {
            return new StringBuffer(buffer);
        }
        if (source instanceof BitSet set) {
            return set.clone();
        }
        if (source instanceof EnumSet<?> set) {
            return set.clone();
        }
        if (source instanceof GregorianCalendar calendar) {
            return calendar.clone();
        }
        return source instanceof TimeZone zone ? zone.clone() : atomic(source);
    }

    private static Object atomic(Object source) {
        if (source instanceof AtomicInteger number) {
            return new AtomicInteger(number.get());
        }
        if (source instanceof AtomicLong number) {
            return new AtomicLong(number.get());
        }
        if (source instanceof AtomicBoolean flag) {
            return new AtomicBoolean(flag.get());
        }
        throw new AssertionError("no leaf: " + source.getClass());
    }
}
