package org.terracecache.bus;

import java.util.List;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;

/**
 * What the script of a mutation publishes.
 *
 * @param bucket the bucket
 * @param incarnation the bucket's incarnation
 * @param version the mutation's version
 * @param previous the bucket's last version before it: a receiver that has not seen that one has missed something
 * @param type what was done
 * @param cache the cache
 * @param keys the keys, none for a whole cache or a tag
 * @param tag the tag that was removed, empty otherwise
 * @param origin the node that did it
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
        String origin) {
    /** A message with a list of keys that nobody changes. */
    public Message {
        keys = List.copyOf(keys);
    }
}
