package org.terracecache.remote;

import org.terracecache.entry.ReplyHead;

/** An answer about one bucket. */
public sealed interface BucketAnswer extends Answer permits Values, Mutated, Checked, Touched, Reclaimed, Done {
    /** The bucket as it was when the command had been done: a mutation's own version is the last one. */
    ReplyHead head();

    @Override
    default String server() {
        return head().server();
    }
}
