package org.terracecache.remote;

/**
 * An announcement was published.
 *
 * @param server the run id of the server that took it
 */
public record Announced(String server) implements Answer {}
