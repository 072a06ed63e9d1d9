package org.terracecache.bus;

import java.util.List;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;

/**
 * What the script of a mutation publishes. Immutable.
 *
 * @param bucket the bucket, 0 to 65,535
 * @param incarnation the bucket's incarnation
 * @param version the mutation's version
 * @param previous the bucket's last version before it: a receiver that has not seen that one has missed something
 * @param type what was done
 * @param cache the cache
 * @param keys the keys, none for a whole cache or a tag
 * @param tag the tag that was removed, empty otherwise
 * @param origin the node that did it
 * @param values the values of the keys before and after, in the order of the keys; empty if nobody asked for values
 */
public record Message(
        int bucket,
        long incarnation,
        Version version,
        Version previous,
        MessageType type,
        String cache,
        List<KeyBytes> keys,
        String tag,
        String origin,
        List<ValueChange> values) {
    /** A message with lists that nobody changes. Throws {@link IllegalArgumentException} if there are values, but not one per key. */
    public Message {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
        if (!values.isEmpty() && values.size() != keys.size()) {
            throw new IllegalArgumentException(values.size() + " values for " + keys.size() + " keys");
        }
    }

    /** A message without values. */
    public Message(
            int bucket,
            long incarnation,
            Version version,
            Version previous,
            MessageType type,
            String cache,
            List<KeyBytes> keys,
            String tag,
            String origin) {
        this(bucket, incarnation, version, previous, type, cache, keys, tag, origin, List.of());
    }
}
