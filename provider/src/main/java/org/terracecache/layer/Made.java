package org.terracecache.layer;

import org.jspecify.annotations.Nullable;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;
import org.terracecache.remote.Mutated;

/**
 * What a mutation did to its key.
 *
 * @param result what the store says of it
 * @param old what was there, if it was asked for; null if nothing, or if it cannot be read
 * @param unreadable why what was there cannot be read, null if it can, or nothing was there
 * @param head what the store says of the bucket
 * @param published whether it was made, and its message is out
 */
record Made(
        Mutated.Result result,
        @Nullable LayeredEntry old,
        @Nullable String unreadable,
        ReplyHead head,
        boolean published) {
    /** The mutation's version, if it was made. */
    Version version() {
        return head.last();
    }
}
