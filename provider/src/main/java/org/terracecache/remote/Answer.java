package org.terracecache.remote;

/** What a store says about a command that it did. Immutable. What a store says of one bucket carries a head. */
public sealed interface Answer permits BucketAnswer, Page, Announced {
    /** The run id of the server that answered. */
    String server();
}
