package org.terracecache.bus;

/**
 * What one bucket holds against a heartbeat that came back.
 *
 * @param sequence the heartbeat's place in the order of sending
 * @param known the bucket's highest version known when it was sent
 */
record HeartbeatTerms(long sequence, long known) {}
