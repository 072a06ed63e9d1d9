package org.terracecache.spi;

import org.terracecache.TerraceCache;

/**
 * A bundle of listeners, or whatever else is to live as long as a cache: started when the cache is made, before anybody can use it,
 * and stopped when the cache is closed.
 *
 * <p>Plug-ins are found by {@link java.util.ServiceLoader}, named in {@code terrace.plugins} for all caches of a manager or in a
 * cache's own {@code plugins}, or added by {@link org.terracecache.config.TerraceConfiguration#addPlugin}. Each cache has instances
 * of its own. They are made and started one after the other in this order, and stopped in the opposite one; all by the thread that
 * makes the cache, or closes it.
 *
 * <p>A plug-in that throws is removed: what it subscribed to is ended, it is closed if it is {@link AutoCloseable}, and the log and a
 * {@link org.terracecache.event.ListenerFailed} event tell of it. The cache and its other plug-ins go on.
 *
 * <p>Both methods may use the cache, and make, get and close caches of its manager: no lock is held. A {@code getCache} of a cache
 * waits until its plug-ins are started; only who is started itself, and caches whose plug-ins get each other, do not wait.
 */
@FunctionalInterface
public interface CachePlugin {
    /**
     * Starts the plug-in. What it subscribes to here, on the calling thread, at any hub or by the standard's registration, hears the
     * cache from its first operation, and is ended when the plug-in is stopped or removed.
     *
     * @param cache the cache, never null
     */
    void start(TerraceCache<?, ?> cache);

    /**
     * Stops the plug-in, once, if it has been started. The cache can still be used, unless several threads close it at once. A
     * plug-in that is {@link AutoCloseable} is closed afterwards.
     *
     * @param cache the cache that it was started with, never null
     */
    default void stop(TerraceCache<?, ?> cache) {}
}
