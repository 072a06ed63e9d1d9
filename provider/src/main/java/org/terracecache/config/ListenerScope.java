package org.terracecache.config;

/** Whose changes the standard's listeners of a layered cache hear of: {@code listener-scope} in the configuration. */
public enum ListenerScope {
    /** Those of all nodes; those of other nodes after the fact, whatever the listener's options. */
    CLUSTER,

    /** Those of the listener's own node alone. */
    LOCAL
}
