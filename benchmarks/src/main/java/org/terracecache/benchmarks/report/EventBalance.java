package org.terracecache.benchmarks.report;

/**
 * What became of the events of one measurement; averages over its iterations.
 *
 * @param backlog how many were under way when the writers stopped
 * @param lost how many never arrived
 * @param drainMicros how long the last one took from then on
 */
public record EventBalance(double backlog, double lost, double drainMicros) {
    /** Where no listener was registered. */
    public static final EventBalance NONE = new EventBalance(0, 0, 0);

    /** A backlog that a bounded queue can hold. */
    static final double BOUNDED = 1 << 17;

    /** Whether the backlog is such as a bounded queue can hold. */
    public boolean isBounded() {
        return backlog <= BOUNDED;
    }
}
