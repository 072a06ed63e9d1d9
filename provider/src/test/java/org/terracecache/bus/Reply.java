package org.terracecache.bus;

import java.util.List;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/**
 * What a simulated script answered.
 *
 * @param kind what was done or found
 * @param head the bucket
 * @param version of the entry or the mutation; the bucket's last if absent
 * @param order ghost: the stamp of the mutation that the answer shows
 * @param tagged whether the entry has the tag
 * @param ticket the load ticket of a miss
 * @param written ghost: the stamp of the key's last write
 * @param positions heads of all buckets, for metas
 */
record Reply(
        Answer.Kind kind,
        ReplyHead head,
        Version version,
        long order,
        boolean tagged,
        long ticket,
        long written,
        List<ReplyHead> positions) {
    Answer answer() {
        return new Answer(kind, version);
    }
}
