package org.terracecache.remote;

import org.terracecache.entry.ReplyHead;

/**
 * It was done, and there is no more to say.
 *
 * @param head the bucket; of a heartbeat, the first of its buckets
 */
public record Done(ReplyHead head) implements BucketAnswer {}
