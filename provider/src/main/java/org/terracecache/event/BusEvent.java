package org.terracecache.event;

/**
 * What happened on the bus, by which the nodes of a namespace tell each other of changes. All but {@link MessagePublished} and
 * {@link MessageReceived} are about the node, and of no one cache: their {@link #cache} is empty; the hub of a manager tells each of them
 * once, and so does the hub of each of its caches with a remote layer.
 *
 * <p>The bus waits for no listener: what a synchronous one hears of it, it hears asynchronously, and where the queue of
 * a listener that makes operations wait is full, such events are dropped and counted.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 */
public sealed interface BusEvent<K, V> extends CacheEvent<K, V>
        permits MessagePublished,
                MessageReceived,
                BusConnected,
                BusDisconnected,
                GapDetected,
                Suspected,
                Resynchronized,
                NodeJoined,
                NodeLeft {
    /**
     * The type of every event of the bus; who listens to it hears them all.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code "bus"}
     */
    static <K, V> EventType<BusEvent<K, V>> type() {
        return EventType.cast(EventType.BUS);
    }
}
