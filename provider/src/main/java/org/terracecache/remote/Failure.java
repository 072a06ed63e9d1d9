package org.terracecache.remote;

import org.jspecify.annotations.Nullable;
import org.terracecache.entry.ReplyHead;

/** Why there is no answer. What matters most is whether something may have been done all the same. Immutable. */
public sealed interface Failure {
    /** What happened, for people: no key, no value, no credential. */
    String detail();

    /** Why a command was certainly not done. */
    enum Reason {
        /** It reached the store after the latest time at which it may run. */
        TOO_LATE,
        /** There was no connection to be had within the time-out; nothing was sent. */
        NOT_CONNECTED,
        /** Name or password are wrong, or the user may not do this. */
        DENIED,
        /** The store has no memory left. */
        OUT_OF_MEMORY,
        /** The store does not take writes now: a replica, loading, a cluster without a majority. */
        NOT_WRITABLE,
        /** The namespace has another number of buckets. */
        OTHER_BUCKETS,
        /** The store refused the command for another reason: something in a key that is not Terrace's, a server too old. */
        REJECTED,
        /** This store, or the client's side of it, was closed. */
        CLOSED
    }

    /**
     * The command was not done, and will not be.
     *
     * @param reason why
     * @param detail for people
     * @param head the bucket, if the store said something about it
     */
    record Refused(Reason reason, String detail, @Nullable ReplyHead head) implements Failure {}

    /**
     * No reply came. A mutation may have been done. It is told after the latest time at which it might still run: nothing of
     * it can happen from now on.
     *
     * @param detail for people
     */
    record Unknown(String detail) implements Failure {}
}
