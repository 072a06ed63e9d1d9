package org.terracecache.entry;

/**
 * What every reply of the store says about its bucket, as of the moment when its script ran.
 *
 * @param incarnation which life of the bucket: another one means that everything before is dead
 * @param last the bucket's last version
 * @param timeMicros the store's clock, in microseconds since the epoch
 * @param server the run id of the server that answered
 */
public record ReplyHead(long incarnation, Version last, long timeMicros, String server) {}
