package org.terracecache;

/**
 * All hubs of a cache or a manager. As a hub itself it is the general one: it tells exactly one outcome per operation,
 * whatever the layers did.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 */
public interface Events<K, V> extends Hub<K, V> {
    /**
     * The hub of the memory layer, which tells what that layer did: look-ups, changes, evictions.
     *
     * @return the hub, never null, always the same
     */
    Hub<K, V> memory();
}
