package org.terracecache.benchmarks.jmh;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A value of five immutable components. */
public record ImmutableValue(UUID id, String name, int quantity, long price, Instant updated) implements Serializable {}
