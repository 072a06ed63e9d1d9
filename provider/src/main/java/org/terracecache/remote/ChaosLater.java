package org.terracecache.remote;

/** Runs what is to happen later: a scheduler, or a test's clock. Safe for any thread. */
@FunctionalInterface
public interface ChaosLater {
    /**
     * Runs a task in some nanoseconds, on any thread that may be used for long.
     *
     * @return whether it will; false if nothing is run any more
     */
    boolean run(long nanos, Runnable task);
}
