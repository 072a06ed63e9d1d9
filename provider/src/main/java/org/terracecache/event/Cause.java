package org.terracecache.event;

/** The kind of operation, or the process, that made an entry event happen. */
public enum Cause {
    /** A read: {@code get}, {@code getAll}, an iterator's step, a processor's {@code getValue}. */
    READ,
    /** An unconditional or conditional store: {@code put}, {@code putAll}, {@code putIfAbsent}, {@code getAndPut}. */
    PUT,
    /** A replacement: {@code replace}, {@code getAndReplace}. */
    REPLACE,
    /** A removal: {@code remove}, {@code getAndRemove}, {@code removeAll}, an iterator's {@code remove}. */
    REMOVE,
    /** An entry processor. */
    INVOKE,
    /** A cache loader's value. */
    LOAD,
    /** The end of an entry's life. */
    EXPIRY,
    /** A bound of the memory layer. */
    EVICTION,
    /** The memory layer took over what the remote layer has. */
    INSTALL,
    /** The memory layer gave up what is not the remote layer's any more. */
    INVALIDATION
}
