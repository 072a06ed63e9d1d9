package org.terracecache.event;

import javax.cache.event.CacheEntryListener;

/**
 * Hears removals. Registered like every standard listener, by a
 * {@link javax.cache.configuration.CacheEntryListenerConfiguration}, whose filter does not apply to it. What it
 * throws becomes a {@link ListenerFailed} event.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 */
public interface CacheEntryDeletedListener<K, V> extends CacheEntryListener<K, V> {
    /**
     * Called for each event, in the order of the key's versions, and by two threads at once only
     * for different keys and if the registration is synchronous.
     *
     * @param event the event, never null
     */
    void onDeleted(Deleted<K, V> event);
}
