package org.terracecache.layer;

import java.util.List;
import org.terracecache.bus.Slice;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;

/**
 * An entry of the remote layer as a node knows it: what memory holds, and the handle that operations get. Immutable.
 *
 * @param key the key in its encoded form
 * @param value the value in stored form
 * @param version the entry's version
 * @param generation the bucket's generation in which the request for it began
 * @param tags the entry's tags
 * @param slice the cache's share of the key's bucket
 */
record LayeredEntry(KeyBytes key, Object value, Version version, long generation, List<String> tags, Slice slice) {
    /** Whether it is right as far as this node may know at that time. */
    boolean mayServe(long nowNanos) {
        return tags.isEmpty()
                ? slice.mayServe(generation, version.number(), nowNanos)
                : slice.mayServe(generation, version.number(), tags, nowNanos);
    }

    /** Whether it is right as far as this node has heard. What is not must be asked for again at least. */
    boolean isCurrent() {
        return slice.isCurrent(generation, version.number());
    }

    /** The same entry, as of another generation. */
    LayeredEntry of(long otherGeneration) {
        return otherGeneration == generation
                ? this
                : new LayeredEntry(key, value, version, otherGeneration, tags, slice);
    }
}
