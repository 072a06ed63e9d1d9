package org.terracecache.event;

import javax.cache.event.CacheEntryListener;

/**
 * Hears what happens on the bus: messages of the cache, and how the node hears it. Registered like every standard listener, by a
 * {@link javax.cache.configuration.CacheEntryListenerConfiguration}, whose filter does not apply to it. What it
 * throws becomes a {@link ListenerFailed} event.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 */
public interface CacheBusListener<K, V> extends CacheEntryListener<K, V> {
    /**
     * Called for each event, by one thread at a time; asynchronously even if the registration is synchronous, because there is no
     * operation that could wait.
     *
     * @param event the event, never null
     */
    void onBusEvent(BusEvent<K, V> event);
}
