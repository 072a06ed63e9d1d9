package org.terracecache.remote;

import java.util.List;
import org.terracecache.entry.ReplyHead;

/**
 * How a touch ended.
 *
 * @param head the bucket
 * @param done in the order of the keys, whether the entry was there and has its new life; if not, it is gone or another one
 */
public record Touched(ReplyHead head, List<Boolean> done) implements BucketAnswer {
    /** A list that nobody changes. */
    public Touched {
        done = List.copyOf(done);
    }
}
