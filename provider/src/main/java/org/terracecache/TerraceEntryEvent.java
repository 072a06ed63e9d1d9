package org.terracecache;

import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;
import org.terracecache.event.Cause;
import org.terracecache.event.Layer;

/**
 * What Terrace knows of a standard event beyond the standard, got by {@code event.unwrap(TerraceEntryEvent.class)}.
 * Immutable.
 *
 * @param <K> the type of the key
 * @param <V> the type of the value
 */
public abstract class TerraceEntryEvent<K, V> extends CacheEntryEvent<K, V> {
    private static final long serialVersionUID = 1L;

    /**
     * For Terrace's own use.
     *
     * @param source the cache, not null
     * @param eventType the type, not null
     */
    protected TerraceEntryEvent(Cache<K, V> source, EventType eventType) {
        super(source, eventType);
    }

    /**
     * The node on which the change was made.
     *
     * @return the node's name, never null
     */
    public abstract String origin();

    /**
     * The version that the change gave the entry.
     *
     * @return the version, greater than that of every earlier change of the same key
     */
    public abstract long version();

    /**
     * The layer that the change came from.
     *
     * @return the layer, never null
     */
    public abstract Layer layer();

    /**
     * What made the change.
     *
     * @return the cause, never null
     */
    public abstract Cause cause();
}
