package org.terracecache.jcache;

import java.util.concurrent.TimeUnit;
import javax.cache.management.CacheStatisticsMXBean;
import org.terracecache.observe.Counter;
import org.terracecache.observe.Counters;

/** A cache's statistics (JSR-107, management). Averages are over the operations that were timed; see {@link Outcomes}. */
final class StatisticsBean implements CacheStatisticsMXBean {
    private final Counters counters;

    StatisticsBean(Counters counters) {
        this.counters = counters;
    }

    @Override
    public void clear() {
        counters.reset();
    }

    @Override
    public long getCacheHits() {
        return counters.sum(Counter.HITS);
    }

    @Override
    public float getCacheHitPercentage() {
        return percentage(getCacheHits(), getCacheGets());
    }

    @Override
    public long getCacheMisses() {
        return counters.sum(Counter.MISSES);
    }

    @Override
    public float getCacheMissPercentage() {
        return percentage(getCacheMisses(), getCacheGets());
    }

    @Override
    public long getCacheGets() {
        return getCacheHits() + getCacheMisses();
    }

    @Override
    public long getCachePuts() {
        return counters.sum(Counter.PUTS);
    }

    @Override
    public long getCacheRemovals() {
        return counters.sum(Counter.REMOVALS);
    }

    @Override
    public long getCacheEvictions() {
        return counters.sum(Counter.EVICTIONS);
    }

    /**
     * Hits and misses are timed at different rates, so each kind weighs as much as it happened; a kind of which none was
     * timed yet weighs nothing.
     */
    @Override
    public float getAverageGetTime() {
        double hits = counters.sum(Counter.TIMED_HITS) == 0 ? 0 : getCacheHits();
        double misses = counters.sum(Counter.TIMED_MISSES) == 0 ? 0 : getCacheMisses();
        double total = hits * mean(Counter.HIT_NANOS, Counter.TIMED_HITS)
                + misses * mean(Counter.MISS_NANOS, Counter.TIMED_MISSES);
        return hits + misses == 0 ? 0 : micros(total / (hits + misses));
    }

    @Override
    public float getAveragePutTime() {
        return micros(mean(Counter.PUT_NANOS, Counter.TIMED_PUTS));
    }

    @Override
    public float getAverageRemoveTime() {
        return micros(mean(Counter.REMOVAL_NANOS, Counter.TIMED_REMOVALS));
    }

    private double mean(Counter nanos, Counter count) {
        long timed = counters.sum(count);
        return timed == 0 ? 0 : (double) counters.sum(nanos) / timed;
    }

    private static float micros(double nanos) {
        return (float) (nanos / TimeUnit.MICROSECONDS.toNanos(1));
    }

    private static float percentage(long part, long whole) {
        return whole == 0 ? 0 : 100f * part / whole;
    }
}
