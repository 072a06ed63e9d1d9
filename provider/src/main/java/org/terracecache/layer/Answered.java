package org.terracecache.layer;

/**
 * A handle that the remote layer gave: as an operation's caller has it, not as memory keeps it, so that both know which layer
 * answered.
 *
 * @param entry the entry, the very one that memory holds if it has taken it in
 */
record Answered(LayeredEntry entry) {
    /** The entry of a handle of a stack with a remote layer, whoever gave it. */
    static LayeredEntry entryOf(Object handle) {
        return handle instanceof Answered answered ? answered.entry() : (LayeredEntry) handle;
    }
}
