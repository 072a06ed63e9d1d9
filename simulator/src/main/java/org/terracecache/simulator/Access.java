package org.terracecache.simulator;

/** One step of a workload. */
record Access(Operation operation, String key) {}
