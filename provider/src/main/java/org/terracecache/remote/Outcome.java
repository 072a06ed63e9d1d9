package org.terracecache.remote;

/** What a mutation did to a key. */
public enum Outcome {
    /** There was no entry, and now there is. */
    CREATED,
    /** There was an entry, and now there is another one. */
    UPDATED,
    /** There was an entry, and now there is none. */
    REMOVED,
    /** The condition was met; there was no entry, and there is none. */
    ABSENT,
    /** The condition was not met: nothing was done. */
    UNMET,
    /** What is there is no entry, so the condition could not be judged: nothing was done. */
    UNREADABLE;

    /** Whether the mutation was made for this key. */
    public boolean isDone() {
        return this != UNMET && this != UNREADABLE;
    }
}
