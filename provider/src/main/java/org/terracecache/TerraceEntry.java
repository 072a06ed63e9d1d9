package org.terracecache;

import java.time.Instant;
import java.util.Optional;
import javax.cache.Cache;
import org.terracecache.event.Layer;

/**
 * What Terrace knows of an entry beyond key and value, got by {@code entry.unwrap(TerraceEntry.class)} from iterators and
 * entry processors.
 *
 * @param <K> the type of the key
 * @param <V> the type of the value
 */
public interface TerraceEntry<K, V> extends Cache.Entry<K, V> {
    /**
     * The version of the value: greater than that of every earlier value of the same key.
     *
     * @return the version, 0 if there is no entry
     */
    long version();

    /**
     * When the entry expires, by the node's clock.
     *
     * @return the time, empty if it never does or if there is no entry
     */
    Optional<Instant> expiry();

    /**
     * The layer from which the value was read.
     *
     * @return the layer, never null
     */
    Layer layer();
}
