package org.terracecache.spi;

import java.util.function.Consumer;
import org.terracecache.event.CacheEvent;

/**
 * An application's own event emitter. A cache that is given one tells it every event of its general hub and of the bus, by the event's
 * stable name, through a bounded queue of its own: an emitter that is slow or throws harms nothing.
 */
public interface Emitter {
    /**
     * Subscribes a listener.
     *
     * @param event the stable name, such as {@code cache:hit}, not null
     * @param listener whom to tell, not null
     */
    void on(String event, Consumer<? super CacheEvent<?, ?>> listener);

    /**
     * Subscribes a listener for one event.
     *
     * @param event the stable name, not null
     * @param listener whom to tell, not null
     */
    void once(String event, Consumer<? super CacheEvent<?, ?>> listener);

    /**
     * Ends a subscription.
     *
     * @param event the stable name, not null
     * @param listener whom to tell no longer, not null
     */
    void off(String event, Consumer<? super CacheEvent<?, ?>> listener);

    /**
     * Tells an event to the listeners of its name. The only method that Terrace calls.
     *
     * @param event the stable name, not null
     * @param payload the event, not null
     */
    void emit(String event, CacheEvent<?, ?> payload);
}
