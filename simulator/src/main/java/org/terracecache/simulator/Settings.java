package org.terracecache.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/** How a workload is run. The executor is where the cache works in the background, if not on threads of its own. */
record Settings(
        int threads,
        long maximumEntries,
        Optional<Duration> ttl,
        Database.Latency latency,
        long seed,
        Optional<Executor> executor) {}
