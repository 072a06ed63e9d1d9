package org.terracecache.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Accesses whose keys are those of a trace, in its order. */
final class TraceWorkload implements Workload {
    private final TraceReader reader;
    private final OperationMix mix;
    private final long operations;
    private volatile long taken;

    /** Takes the reader over: closing the workload closes it. Ends after so many operations, if not before. */
    TraceWorkload(TraceReader reader, OperationMix mix, long operations) {
        this.reader = reader;
        this.mix = mix;
        this.operations = operations;
    }

    /** Returns early rather than waiting for a slow input while there are accesses to be made. */
    @Override
    public synchronized List<Access> next(int limit) {
        int size = (int) Math.min(limit, operations - taken);
        List<Access> accesses = new ArrayList<>(size);
        while (accesses.size() < size && (accesses.isEmpty() || reader.hasMore())) {
            String key = reader.nextKey();
            if (key == null) {
                break;
            }
            accesses.add(new Access(mix.next(), key));
        }
        taken += accesses.size();
        return accesses;
    }

    /** Not synchronized: who reads may be waiting for input. */
    @Override
    public OptionalDouble progress() {
        double share = Math.max(reader.progress().orElse(0), (double) taken / operations);
        return share > 0 ? OptionalDouble.of(share) : OptionalDouble.empty();
    }

    @Override
    public String description() {
        return (reader.isAccessLog() ? "access log " : "trace ") + reader.name();
    }

    @Override
    public BadLines badLines() {
        return reader.badLines();
    }

    @Override
    public void close() {
        reader.close();
    }
}
