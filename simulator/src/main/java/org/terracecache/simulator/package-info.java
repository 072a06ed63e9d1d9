/**
 * The simulator: drives a Terrace cache as an application would, through {@code javax.cache} and listeners, and reports
 * what happened.
 *
 * <p>{@link org.terracecache.simulator.Simulator} reads the options; a {@code Workload} says what the application does,
 * {@code Application} does it on a {@code Node}'s cache, {@code Simulation} runs it all, {@code Report} holds the figures.
 */
@NullMarked
package org.terracecache.simulator;

import org.jspecify.annotations.NullMarked;
