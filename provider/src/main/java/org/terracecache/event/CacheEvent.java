package org.terracecache.event;

import java.time.Instant;

/**
 * Something that happened in a cache. Events are immutable.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 */
public sealed interface CacheEvent<K, V>
        permits EntryEvent,
                Cleared,
                BusEvent,
                SerializationFailed,
                DeserializationFailed,
                RemoteFailed,
                RemoteTimedOut,
                EventsDropped,
                ListenerFailed {
    /**
     * The type of every event; who listens to it hears all.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code "*"}
     */
    static <K, V> EventType<CacheEvent<K, V>> type() {
        return EventType.cast(EventType.ANY);
    }

    /**
     * Where and when it happened.
     *
     * @return the source, never null
     */
    Source source();

    /**
     * The most specific type of this event.
     *
     * @return the type, never null
     */
    EventType<?> eventType();

    /**
     * The stable name of this kind of event, such as {@code cache:hit}, for emitters, logs and metrics.
     *
     * @return the name, never null
     */
    default String name() {
        return eventType().name();
    }

    /**
     * The name of the cache in which it happened.
     *
     * @return the name, never null; empty for what is of no one cache
     */
    default String cache() {
        return source().cache();
    }

    /**
     * The name of the node on which it happened.
     *
     * @return the name, never null
     */
    default String node() {
        return source().node();
    }

    /**
     * When it happened, by the node's clock.
     *
     * @return the time, never null
     */
    default Instant time() {
        return source().time();
    }
}
