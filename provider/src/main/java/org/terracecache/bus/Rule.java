package org.terracecache.bus;

/**
 * The rules of the coherence protocol that this package keeps, by their names there. All of them always hold; tests of this
 * package leave one out to show what it is for.
 */
enum Rule {
    /** A request that may install is registered before it is sent; every version learned of its key raises its bar. */
    INFLIGHT,
    /** Writes and revalidations are registered too, not only misses. */
    INFLIGHT_W,
    /** Replies raise the bars of other requests too, not only messages. */
    LEARN_REPLY,
    /** Nothing is installed over a newer entry that is not suspect. Redundant: the bar refuses it already. */
    ENTRY_GE,
    /** A version that a reply told, installed or not, drops an older entry. */
    DROP_OLD,
    /** Nothing is installed or served that is not above the watermark known now. */
    WM,
    /** The removal of a tag raises the bar of every request of its cache in the bucket, and marks what memory holds. */
    TAGBAR,
    /** An entry carries the generation in which its request began. */
    GEN,
    /** A reply of a bucket that is behind what was known when the request began: the store went back in time. */
    ASOF,
    /** The previous version that a message names is the last one seen, otherwise something is missing. */
    CHAIN,
    /** The last version seen moves by the bus only, never by replies. */
    CHAIN_BUS,
    /** A heartbeat tells the bucket's last version: messages that are missing at the end are noticed. */
    HB_LAST,
    /** A node's own messages invalidate, too. */
    OWN,
    /** The store's positions are compared after a reconnect. */
    RESYNC,
    /** A reconnect compares with everything learned before it asked, own replies included. */
    KNOWN,
    /** A reply installs nothing if the subscription was lost or made anew since its request began. */
    EPOCH,
    /** Messages that come before the answer about the positions wait for it. */
    BUFFER,
    /** Equal means number and stamp. */
    STAMP,
    /** A message of another incarnation clears the bucket. */
    INC_MSG,
    /** A fill invalidates what is older, as a write does. */
    FILL_INV,
    /** A reply installs only if it came from the server that the subscription is on. */
    RUN_ID,
    /** The lease runs from the sending of the last heartbeat that came back. */
    LEASE_SEND
}
