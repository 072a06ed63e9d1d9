package org.terracecache.layer;

/**
 * What is fixed for a cache with a remote layer.
 *
 * @param cache its name
 * @param remembers whether the memory layer keeps what the remote layer says
 * @param timeoutNanos how long a command may take, in nanoseconds
 * @param ticketMillis how long a load may take, in milliseconds
 */
public record RemoteTerms(String cache, boolean remembers, long timeoutNanos, long ticketMillis) {}
