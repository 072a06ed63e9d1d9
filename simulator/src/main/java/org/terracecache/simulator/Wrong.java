package org.terracecache.simulator;

/**
 * A wrong value, and what is known of its row.
 *
 * @param rule what it breaks
 * @param node the node that showed it
 * @param key the row's key
 * @param atNanos when, since the beginning of the run
 * @param detail what was shown and what was expected
 */
record Wrong(Rule rule, String node, String key, long atNanos, String detail) {}
