package org.terracecache.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How a workload is run.
 *
 * @param threads how many threads each node has
 * @param maximumEntries how many entries each node's memory may hold
 * @param ttl how long entries live
 * @param latency how the database behaves
 * @param seed of all that is random
 * @param executor where the cache works in the background, if not on threads of its own
 * @param sharing the nodes and their Redis; without it there is one node, and nothing below its memory
 */
record Settings(
        int threads,
        long maximumEntries,
        Optional<Duration> ttl,
        Database.Latency latency,
        long seed,
        Optional<Executor> executor,
        Optional<Sharing> sharing) {}
