package org.terracecache.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How several nodes share one Redis.
 *
 * @param nodes how many there are
 * @param redis a Redis that runs already; without it, the simulator starts one
 * @param lease how long a node believes what it heard last on the bus
 * @param commandTimeout how long the Redis may take for a command
 * @param fault what happens to the Redis in the middle of the run
 */
record Sharing(int nodes, Optional<URI> redis, Duration lease, Duration commandTimeout, Optional<FaultPlan> fault) {}
