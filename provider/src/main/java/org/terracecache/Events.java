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

    /**
     * The hub of the remote layer, which tells what that layer did: look-ups and changes. Silent where there is no such layer.
     *
     * @return the hub, never null, always the same
     */
    Hub<K, V> remote();

    /**
     * The hub of the bus: what this node hears of it and how, and the messages of the cache, or at a manager of all its caches. Silent
     * where there is no remote layer.
     *
     * @return the hub, never null, always the same
     */
    Hub<K, V> bus();
}
