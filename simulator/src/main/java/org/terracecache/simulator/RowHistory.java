package org.terracecache.simulator;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * The revisions of one row, and when each of them was acknowledged: when the operation of the cache that put it, or that removed what
 * was older, had returned. Changed by one thread at a time, read by all.
 */
final class RowHistory {
    /** Long after every lease: what was superseded before that is stale by at least that much, which is all that matters then. */
    static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final long NOT_YET = Long.MAX_VALUE;

    private final ConcurrentSkipListMap<Long, Long> acknowledgedAt = new ConcurrentSkipListMap<>();
    private volatile long acknowledged;
    private volatile boolean removed;
    private volatile boolean shortened;

    RowHistory() {
        // Revision 0 is what the database holds before anybody writes.
        acknowledgedAt.put(0L, Long.MIN_VALUE);
    }

    void begin(long revision) {
        acknowledgedAt.put(revision, NOT_YET);
    }

    /** A removal tells caches to forget what is older; other changes give them the new revision. */
    void acknowledge(long revision, boolean removal, long nowNanos) {
        acknowledgedAt.put(revision, nowNanos);
        removed = removal;
        acknowledged = revision;
        forget(nowNanos);
    }

    /** The latest revision that was acknowledged, 0 if none was. */
    long acknowledged() {
        return acknowledged;
    }

    /** Whether the latest revision came with a removal. */
    boolean isRemoved() {
        return removed;
    }

    /** Whether that revision was ever written; old ones are forgotten, and given the benefit of the doubt. */
    boolean knows(long revision) {
        return acknowledgedAt.containsKey(revision) || (shortened && revision < acknowledgedAt.firstKey());
    }

    /** When the first newer revision was acknowledged, nothing if none was yet. */
    Optional<Long> supersededAt(long revision) {
        if (revision >= acknowledged) {
            return Optional.empty();
        }
        return firstAcknowledged(acknowledgedAt.tailMap(revision, false));
    }

    /** The last revisions and the times of their acknowledgements, for a report. */
    String describe() {
        StringBuilder text = new StringBuilder();
        NavigableMap<Long, Long> last = acknowledgedAt.descendingMap();
        last.entrySet().stream()
                .limit(10)
                .forEach(entry -> text.append(text.isEmpty() ? "" : ", ")
                        .append(entry.getKey())
                        .append(time(entry.getValue())));
        return text.toString();
    }

    private static String time(long nanos) {
        if (nanos == NOT_YET) {
            return " not acknowledged";
        }
        return nanos == Long.MIN_VALUE ? " at the beginning" : " at " + Format.time(nanos);
    }

    private void forget(long nowNanos) {
        long horizon = nowNanos - KEPT_NANOS;
        Long first = acknowledgedAt.firstKey();
        while (firstAcknowledged(acknowledgedAt.tailMap(first, false)).orElse(NOT_YET) < horizon) {
            acknowledgedAt.remove(first);
            shortened = true;
            first = acknowledgedAt.firstKey();
        }
    }

    private static Optional<Long> firstAcknowledged(Map<Long, Long> newer) {
        return newer.values().stream().filter(time -> time != NOT_YET).findFirst();
    }
}
