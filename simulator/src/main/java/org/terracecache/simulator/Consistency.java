package org.terracecache.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.cache.management.CacheStatisticsMXBean;
import org.terracecache.event.Deleted;
import org.terracecache.event.EventsDropped;
import org.terracecache.event.Evicted;
import org.terracecache.event.Hit;
import org.terracecache.event.ListenerFailed;
import org.terracecache.event.LoadFailed;
import org.terracecache.event.LoadSucceeded;
import org.terracecache.event.Miss;
import org.terracecache.event.Written;

/** Compares what different witnesses say of one run: they must agree. */
final class Consistency {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final String COUNTED = "in the statistics";

    private final Node node;
    private final Database database;
    private final boolean alone;

    /** Of a node that is alone everything is known; what others tell is also of what other nodes did. */
    Consistency(Node node, Database database, boolean alone) {
        this.node = node;
        this.database = database;
        this.alone = alone;
    }

    /** Two counts of one thing that must be equal. */
    record Check(String what, String oneWitness, long one, String otherWitness, long other) {
        boolean holds() {
            return one == other;
        }
    }

    /**
     * The checks that do not hold. Listeners are told asynchronously: they are given time, until all checks hold or nothing
     * has changed for {@link #PATIENCE}.
     */
    List<Check> differences() throws InterruptedException {
        List<Check> differences = failing();
        long start = System.nanoTime();
        long changed = start;
        while (!differences.isEmpty() && !isPast(changed, PATIENCE) && !isPast(start, LONGEST_WAIT)) {
            Thread.sleep(PAUSE.toMillis());
            List<Check> next = failing();
            if (!next.equals(differences)) {
                changed = System.nanoTime();
                differences = next;
            }
        }
        return differences;
    }

    private static boolean isPast(long start, Duration time) {
        return System.nanoTime() - start > time.toNanos();
    }

    /** Whether, where nothing expires, the entries that the cache holds are those that came and did not go. */
    Check entries(long inTheCache) {
        long left = standard(StandardListener.CREATED)
                - standard(StandardListener.REMOVED)
                - event(Evicted.type().name());
        return heard("entries", left, "in the cache", inTheCache);
    }

    private List<Check> failing() {
        return checks().stream().filter(check -> !check.holds()).toList();
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>(lookups());
        if (alone) {
            checks.addAll(statisticsAgainstEvents());
            checks.addAll(eventsAgainstEvents());
            checks.addAll(othersAgainstEvents());
        }
        return checks;
    }

    private List<Check> lookups() {
        CacheStatisticsMXBean statistics = node.statistics();
        return List.of(
                heard("hits", event(Hit.type().name()), COUNTED, statistics.getCacheHits()),
                heard("misses", event(Miss.type().name()), COUNTED, statistics.getCacheMisses()),
                heard("dropped events", event(EventsDropped.type().name()), "expected", 0),
                heard("failures of listeners", event(ListenerFailed.type().name()), "expected", 0));
    }

    private List<Check> statisticsAgainstEvents() {
        CacheStatisticsMXBean statistics = node.statistics();
        return List.of(
                heard("puts", event(Written.type().name()), COUNTED, statistics.getCachePuts()),
                heard("removals", event(Deleted.type().name()), COUNTED, statistics.getCacheRemovals()),
                heard("evictions", event(Evicted.type().name()), COUNTED, statistics.getCacheEvictions()));
    }

    private List<Check> eventsAgainstEvents() {
        long written = event(Written.type().name()) + event(TerraceListener.WRITTEN_BY_LOAD);
        long created = standard(StandardListener.CREATED) + standard(StandardListener.UPDATED);
        String standardListener = "heard by the standard listener";
        return List.of(
                heard("stores", written, standardListener, created),
                heard("removals", event(Deleted.type().name()), standardListener, standard(StandardListener.REMOVED)));
    }

    private List<Check> othersAgainstEvents() {
        long lookups = node.meter().count(Operation.GET) + node.meter().count(Operation.INVOKE);
        long loads =
                event(LoadSucceeded.type().name()) + event(LoadFailed.type().name());
        return List.of(
                heard(
                        "look-ups",
                        event(Hit.type().name()) + event(Miss.type().name()),
                        "made by the application",
                        lookups),
                heard("loads", loads, "made by the database", database.loads()));
    }

    private Check heard(String what, long heard, String otherWitness, long other) {
        return new Check(alone ? what : node.name() + " " + what, "heard by listeners", heard, otherWitness, other);
    }

    private long event(String name) {
        return node.events().count(name);
    }

    private long standard(String name) {
        return node.standardEvents().count(name);
    }
}
