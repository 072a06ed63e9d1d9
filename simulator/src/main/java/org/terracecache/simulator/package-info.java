/**
 * The simulator: drives Terrace caches as an application would, through {@code javax.cache} and listeners, and reports
 * what happened.
 *
 * <p>{@link org.terracecache.simulator.Simulator} reads the options; a {@code Workload} says what the application does,
 * {@code Application} does it on a {@code Node}'s cache, and {@code Checker} judges what the nodes of the {@code Cluster} show, also
 * while a {@code FaultInjector} harms their {@code RedisServer}; {@code Simulation} runs it all, {@code Report} holds the
 * figures.
 */
@NullMarked
package org.terracecache.simulator;

import org.jspecify.annotations.NullMarked;
