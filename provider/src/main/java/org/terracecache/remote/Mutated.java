package org.terracecache.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.terracecache.entry.Entry;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/**
 * What a mutation did.
 *
 * @param head the bucket; if the mutation was made, its last version is the mutation's
 * @param changed whether the mutation was made, for one key at least: it then has a version, and its message is out
 * @param results one per key, in the order of the keys; none for a whole cache or a tag
 */
public record Mutated(ReplyHead head, boolean changed, List<Result> results) implements BucketAnswer {
    /** Results in a list that nobody changes. */
    public Mutated {
        results = List.copyOf(results);
    }

    /**
     * What was done to one key.
     *
     * @param key the key
     * @param outcome what was done
     * @param previous the version of the live entry that was there, or is there if nothing was done; {@link Version#NONE} if none
     * @param old that entry, if it was asked for, was there, and is not larger than the limits
     * @param life what remains of the life of the entry that is there now; {@link Life#OVER} if none
     */
    public record Result(
            KeyBytes key,
            Outcome outcome,
            Version previous,
            @Nullable Entry old,
            Life life) {}
}
