package org.terracecache.remote;

import java.util.List;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/**
 * How a check ended.
 *
 * @param head the bucket
 * @param found the versions of the live entries, in the order of the keys; {@link Version#NONE} if there is none
 * @param same whether they are what was expected, in the order of the keys; never so for what is unreadable
 */
public record Checked(ReplyHead head, List<Version> found, List<Boolean> same) implements BucketAnswer {
    /** Lists that nobody changes. */
    public Checked {
        found = List.copyOf(found);
        same = List.copyOf(same);
    }
}
