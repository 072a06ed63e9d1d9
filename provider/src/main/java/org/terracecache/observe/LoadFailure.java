package org.terracecache.observe;

import java.time.Duration;

/**
 * The detail of {@link Kind#LOAD_FAILED}.
 *
 * @param duration how long the loader ran
 * @param error what it threw
 */
public record LoadFailure(Duration duration, Throwable error) {}
