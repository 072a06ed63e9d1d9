package org.terracecache.event;

/** A layer of a cache. */
public enum Layer {
    /** The node's own memory. */
    MEMORY,
    /** The store that all nodes share. */
    REMOTE
}
