package org.terracecache;

import javax.cache.CacheManager;

/** A Terrace cache manager, got by {@code manager.unwrap(TerraceCacheManager.class)}. Safe for use by many threads. */
public interface TerraceCacheManager extends CacheManager {
    /**
     * The hubs at which listeners subscribe to what happens in all caches of this manager, those created later included.
     *
     * @return the hubs, never null, always the same
     */
    Events<Object, Object> events();

    /**
     * The bus between the nodes that share their caches.
     *
     * @return the bus, never null, always the same; without a remote layer one that has the state {@link Bus.State#NONE}
     */
    Bus bus();

    /**
     * The name of this node, which its events carry.
     *
     * @return the name, never null
     */
    String node();
}
