package org.terracecache.remote;

import org.terracecache.entry.ReplyHead;

/**
 * What a reclaim did.
 *
 * @param head the bucket
 * @param unlinked how many entries were unlinked
 */
public record Reclaimed(ReplyHead head, int unlinked) implements BucketAnswer {}
