package org.terracecache.observe;

/** What happened, as the core tells it. */
public enum Kind {
    /** A read found its key. */
    HIT,
    /** A read did not find its key. */
    MISS,
    /** A value was stored where there was none. */
    CREATED,
    /** A value took the place of another. */
    UPDATED,
    /** An entry was removed. */
    REMOVED,
    /** An entry's life ended. */
    EXPIRED,
    /** An entry left the memory layer because of its bounds. */
    EVICTED,
    /** A loader returned. */
    LOAD_SUCCEEDED,
    /** A loader threw. */
    LOAD_FAILED,
    /** A read waits for another thread's load. */
    LOAD_JOINED,
    /** A loaded value was not stored, because something newer happened to the key. */
    LOAD_SUPERSEDED,
    /** The cache was emptied at once. */
    CLEARED,
    /** A key or a value has no bytes. */
    SERIALIZATION_FAILED,
    /** Bytes are no key or value. */
    DESERIALIZATION_FAILED,
    /** The remote layer did not do what it was to do. */
    REMOTE_FAILED,
    /** The remote layer did not answer. */
    REMOTE_TIMED_OUT,
    /** This node has published a message. */
    MESSAGE_PUBLISHED,
    /** Another node's message arrived. */
    MESSAGE_RECEIVED,
    /** The bus is heard. */
    BUS_CONNECTED,
    /** The bus is not heard any more. */
    BUS_DISCONNECTED,
    /** Messages are missing. */
    GAP_DETECTED,
    /** Memory is not believed any more. */
    SUSPECTED,
    /** After a connection, memory was compared with the store. */
    RESYNCHRONIZED,
    /** Another node is there. */
    NODE_JOINED,
    /** A node has gone. */
    NODE_LEFT;

    /** Where this kind stands in tables and masks, which live no longer than the process. */
    @SuppressWarnings("EnumOrdinal")
    int index() {
        return ordinal();
    }
}
