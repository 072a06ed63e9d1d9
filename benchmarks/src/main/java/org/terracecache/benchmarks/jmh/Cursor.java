package org.terracecache.benchmarks.jmh;

import java.util.Set;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** Where one thread is in the sequence of keys. Threads start at different places. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls the set-up methods
public class Cursor {
    private Integer[] keys;
    private Set<Integer>[] batches;
    private int position;

    /** Lays out the keys. */
    @Setup
    public void setup(ThreadParams thread) {
        keys = Workload.sequence();
        batches = Workload.batches();
        position = thread.getThreadIndex() * (keys.length / 2 + 7);
    }

    /** Goes one step on and returns the number of that step. */
    int advance() {
        return position++;
    }

    Integer key(int step) {
        return keys[step & (keys.length - 1)];
    }

    Set<Integer> batch(int step) {
        return batches[step & (batches.length - 1)];
    }
}
