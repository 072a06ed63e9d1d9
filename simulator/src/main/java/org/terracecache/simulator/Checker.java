package org.terracecache.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows what was written and when it was acknowledged, and judges what nodes show. All times are of one clock, in nanoseconds since the
 * beginning of the run. It accuses nobody falsely: a read is stale by the time between the acknowledgement of a newer revision
 * and the <em>beginning</em> of the read, and a write whose outcome is not known may be seen or not. Safe for use by many
 * threads; but each row is written by one thread at a time.
 */
final class Checker {
    static final int KEPT = 10;

    private final LongSupplier nanoTime;
    private final long limitNanos;
    private final AtomicLong revisions = new AtomicLong();
    private final Map<String, RowHistory> rows = new ConcurrentHashMap<>();
    private final LongAdder values = new LongAdder();
    private final LongAdder ordered = new LongAdder();
    private final LongAdder aged = new LongAdder();
    private final LongAdder afterRemovals = new LongAdder();
    private final LongAdder previous = new LongAdder();
    private final LongAdder agreed = new LongAdder();
    private final LongAccumulator longestStaleness = new LongAccumulator(Math::max, 0);
    private final List<Wrong> first = new ArrayList<>();
    private long wrong;

    /** How many values were compared with what: each of them could have been wrong. */
    record Checks(long values, long order, long staleness, long afterRemovals, long processors, long agreement) {}

    /** No read may be stale by more than the limit. */
    Checker(LongSupplier nanoTime, Duration limit) {
        this.nanoTime = nanoTime;
        this.limitNanos = limit.toNanos();
    }

    /** The most that values may be stale: a lease, and a tenth of it for clocks and threads. */
    static Duration limit(Duration lease) {
        return lease.plus(lease.dividedBy(10));
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** A new revision of a row is about to be written. */
    long begin(String key) {
        long revision = revisions.incrementAndGet();
        rows.computeIfAbsent(key, unwritten -> new RowHistory()).begin(revision);
        return revision;
    }

    /** The operation that made a revision known, by a removal or by putting it, has returned. */
    void acknowledge(String key, long revision, boolean removal) {
        RowHistory row = rows.get(key);
        if (row != null) {
            row.acknowledge(revision, removal, now());
        }
    }

    /** The latest acknowledged revision, 0 if there is none. */
    long acknowledged(String key) {
        RowHistory row = rows.get(key);
        return row == null ? 0 : row.acknowledged();
    }

    /** Some of the keys that were written. */
    List<String> written(int limit) {
        return rows.keySet().stream().limit(limit).toList();
    }

    /**
     * Judges a value that a node showed.
     *
     * @param atLeast the revision that the node had shown or written before the read began, 0 if none
     * @param sinceNanos when the read began
     * @return by how much it was stale, 0 if it was not
     */
    long judge(String node, String key, long atLeast, long sinceNanos, @Nullable Row row) {
        values.increment();
        if (row == null || !isWritten(key, row)) {
            report(row == null ? Rule.MISSING : Rule.UNKNOWN, node, key, describe(key, row));
            return 0;
        }
        if (atLeast > 0) {
            ordered.increment();
            if (row.revision() < atLeast) {
                report(
                        Rule.OLDER,
                        node,
                        key,
                        "revision " + atLeast + " was shown or written before; " + describe(key, row));
            }
        }
        long staleness = staleness(key, row, sinceNanos);
        if (staleness > limitNanos) {
            report(Rule.STALE, node, key, "by " + Format.time(staleness) + "; " + describe(key, row));
        }
        return staleness;
    }

    private boolean isWritten(String key, Row row) {
        RowHistory history = rows.get(key);
        return row.key().equals(key) && (history == null ? row.revision() == 0 : history.knows(row.revision()));
    }

    private long staleness(String key, Row row, long sinceNanos) {
        RowHistory history = rows.get(key);
        if (history == null || history.acknowledged() == 0) {
            return 0;
        }
        aged.increment();
        if (history.isRemoved()) {
            afterRemovals.increment();
        }
        long staleness =
                Math.max(0, sinceNanos - history.supersededAt(row.revision()).orElse(sinceNanos));
        longestStaleness.accumulate(staleness);
        return staleness;
    }

    /** Judges what an entry processor found before it changed the row, while nobody else was writing it. */
    void judgePrevious(String node, String key, long acknowledged, @Nullable Row row) {
        previous.increment();
        if (row == null || !isWritten(key, row)) {
            report(row == null ? Rule.MISSING : Rule.UNKNOWN, node, key, describe(key, row));
        } else if (row.revision() < acknowledged) {
            report(Rule.PREVIOUS, node, key, describe(key, row));
        }
    }

    /** All nodes were asked for a row at rest. */
    void judgeAgreement(String key, boolean agree, String shown) {
        agreed.increment();
        if (!agree) {
            report(Rule.DISAGREEMENT, "all", key, shown + "; " + describe(key, null));
        }
    }

    private String describe(String key, @Nullable Row row) {
        RowHistory history = rows.get(key);
        String shown = row == null
                ? ""
                : "shown: revision " + row.revision() + " of " + row.key()
                        + (row.loadedBy().isEmpty() ? "" : ", loaded by " + row.loadedBy()) + "; ";
        return shown + "written: " + (history == null ? "nothing" : history.describe());
    }

    private synchronized void report(Rule rule, String node, String key, String detail) {
        wrong++;
        if (first.size() < KEPT) {
            first.add(new Wrong(rule, node, key, now(), Thread.currentThread().getName() + ": " + detail));
        }
    }

    synchronized long wrong() {
        return wrong;
    }

    synchronized List<Wrong> first() {
        return List.copyOf(first);
    }

    /** From now on, the longest staleness is that of later reads. */
    void forgetStaleness() {
        longestStaleness.reset();
    }

    /** The longest staleness since it was forgotten, or since the beginning. */
    long longestStaleness() {
        return longestStaleness.get();
    }

    Checks checks() {
        return new Checks(values.sum(), ordered.sum(), aged.sum(), afterRemovals.sum(), previous.sum(), agreed.sum());
    }
}
