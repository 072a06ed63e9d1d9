package org.terracecache.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one node has shown to its threads, which must never show anything older again. Rows that the node itself has just loaded do not
 * count as shown: a load that a write has overtaken gives its value to who asked for it, and the cache forgets it. Safe for
 * use by many threads.
 */
final class NodeView {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final String node;
    private final Checker checker;
    private final Map<String, Long> shown = new ConcurrentHashMap<>();
    private final Histogram staleness = new ConcurrentHistogram(SIGNIFICANT_DIGITS);

    NodeView(String node, Checker checker) {
        this.node = node;
        this.checker = checker;
    }

    /** A read that began. */
    record Reading(String key, long atLeast, long sinceNanos) {}

    /** How old stale values were. */
    record Staleness(long reads, long p99Nanos, long maxNanos) {}

    Reading beginRead(String key) {
        return new Reading(key, shown.getOrDefault(key, 0L), checker.now());
    }

    void endRead(Reading reading, @Nullable Row row) {
        long stale = checker.judge(node, reading.key(), reading.atLeast(), reading.sinceNanos(), row);
        if (stale > 0) {
            staleness.recordValue(stale);
        }
        if (row != null && row.revision() > 0 && !row.loadedBy().equals(node)) {
            show(reading.key(), row.revision());
        }
    }

    /** A processor that ran on this node returned what it had found. */
    void endInvoke(String key, long acknowledged, @Nullable Row previous) {
        checker.judgePrevious(node, key, acknowledged, previous);
    }

    /** A change that this node made was acknowledged. */
    void acknowledge(String key, long revision, boolean removal) {
        checker.acknowledge(key, revision, removal);
        show(key, revision);
    }

    private void show(String key, long revision) {
        shown.merge(key, revision, Math::max);
    }

    /** The 99th percentile is that of the stale reads, not of all. */
    Staleness staleness() {
        return new Staleness(staleness.getTotalCount(), staleness.getValueAtPercentile(99), staleness.getMaxValue());
    }
}
