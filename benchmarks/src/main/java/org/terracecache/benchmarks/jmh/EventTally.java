package org.terracecache.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Events that writes caused, against events that the listener received. Each thread counts its writes; after an
 * iteration the first thread notes how many events are under way, waits until they have arrived or nothing arrives any
 * more, and notes what is missing. The public fields are the metrics of one iteration.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class EventTally {
    private static final long DRAIN_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private static final List<EventTally> OF_ALL_THREADS = new CopyOnWriteArrayList<>();

    /** Events that were under way when the writers stopped. */
    public long backlog;
    /** Events that never arrived. */
    public long lost;
    /** Microseconds until the last event had arrived. */
    public long drainMicros;

    private long written;
    private long accountedFor;
    private boolean first;

    /** Lets the events of filling the cache pass. */
    @Setup
    public void register(ListenerState cache, ThreadParams thread) {
        OF_ALL_THREADS.add(this);
        first = thread.getThreadIndex() == 0;
        if (first) {
            awaitEvents(Workload.ENTRIES);
            accountedFor = CountingListener.delivered();
        }
    }

    /** Takes stock. */
    @TearDown(Level.Iteration)
    public void settle() {
        if (!first) {
            return;
        }
        long expected = accountedFor;
        for (EventTally tally : OF_ALL_THREADS) {
            expected += tally.written;
            tally.written = 0;
        }
        backlog = expected - CountingListener.delivered();
        long begin = System.nanoTime();
        long last = awaitEvents(expected);
        drainMicros = TimeUnit.NANOSECONDS.toMicros(last - begin);
        accountedFor = CountingListener.delivered();
        lost = expected - accountedFor;
    }

    /** Counts writes. */
    void wrote(int writes) {
        written += writes;
    }

    /** Waits until that many events have arrived, or none arrives any more; returns the time of the last arrival. */
    private static long awaitEvents(long expected) {
        long begin = System.nanoTime();
        long seen = CountingListener.delivered();
        long lastArrival = begin;
        long now = begin;
        while (seen < expected && now - lastArrival < QUIET_NANOS && now - begin < DRAIN_LIMIT_NANOS) {
            LockSupport.parkNanos(POLL_NANOS);
            now = System.nanoTime();
            long delivered = CountingListener.delivered();
            if (delivered != seen) {
                seen = delivered;
                lastArrival = now;
            }
        }
        return lastArrival;
    }
}
