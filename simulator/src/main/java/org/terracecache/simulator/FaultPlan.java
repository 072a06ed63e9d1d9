package org.terracecache.simulator;

import java.time.Duration;
import java.util.Optional;

/**
 * A fault to come.
 *
 * @param fault what happens
 * @param after how long after the beginning of the run; if that is not said, in the middle of the workload
 * @param length how long it lasts
 */
record FaultPlan(Fault fault, Optional<Duration> after, Duration length) {}
