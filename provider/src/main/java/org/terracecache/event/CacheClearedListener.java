package org.terracecache.event;

import javax.cache.event.CacheEntryListener;

/**
 * Hears that the cache was emptied at once. Registered like every standard listener, by a
 * {@link javax.cache.configuration.CacheEntryListenerConfiguration}, whose filter does not apply to it. What it
 * throws becomes a {@link ListenerFailed} event.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 */
public interface CacheClearedListener<K, V> extends CacheEntryListener<K, V> {
    /**
     * Called for each event; by two threads at once only if the registration is synchronous. See {@link Cleared} for its place
     * among the events of keys.
     *
     * @param event the event, never null
     */
    void onCleared(Cleared<K, V> event);
}
