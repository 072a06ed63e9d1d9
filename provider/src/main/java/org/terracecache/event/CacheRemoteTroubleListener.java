package org.terracecache.event;

import javax.cache.event.CacheEntryListener;

/**
 * Hears what goes wrong with the remote layer, and with bytes that come from there or go there. Registered like every standard listener, by a
 * {@link javax.cache.configuration.CacheEntryListenerConfiguration}, whose filter does not apply to it. What it
 * throws becomes a {@link ListenerFailed} event.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 */
public interface CacheRemoteTroubleListener<K, V> extends CacheEntryListener<K, V> {
    /**
     * Called for each event, by one thread at a time; asynchronously even if the registration is synchronous, because there is no
     * operation that could wait.
     *
     * @param event the event, never null
     */
    void onSerializationFailed(SerializationFailed<K, V> event);

    /**
     * Called for each event, by one thread at a time; asynchronously even if the registration is synchronous, because there is no
     * operation that could wait.
     *
     * @param event the event, never null
     */
    void onDeserializationFailed(DeserializationFailed<K, V> event);

    /**
     * Called for each event, by one thread at a time; asynchronously even if the registration is synchronous, because there is no
     * operation that could wait.
     *
     * @param event the event, never null
     */
    void onRemoteFailed(RemoteFailed<K, V> event);

    /**
     * Called for each event, by one thread at a time; asynchronously even if the registration is synchronous, because there is no
     * operation that could wait.
     *
     * @param event the event, never null
     */
    void onRemoteTimedOut(RemoteTimedOut<K, V> event);
}
