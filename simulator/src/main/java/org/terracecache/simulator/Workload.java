package org.terracecache.simulator;

import java.util.List;
import java.util.OptionalDouble;

/** What the application does, in order. Safe for use by many threads, which share the accesses between them. */
sealed interface Workload extends AutoCloseable permits TraceWorkload, ZipfWorkload {
    /** Takes the next accesses, at most {@code limit}; none means that the workload is at its end. */
    List<Access> next(int limit);

    /** The share of the workload that was taken, from 0 to 1, if that can be known. */
    OptionalDouble progress();

    /** What the workload is, for the report. */
    String description();

    /** The lines of the input that could not be used. */
    BadLines badLines();

    @Override
    void close();
}
