package org.terracecache;

import java.util.function.Consumer;
import org.terracecache.event.EventType;
import org.terracecache.spi.ListenerOptions;

/**
 * A place where events are told and listeners subscribe. Safe for use by many threads.
 *
 * <p>By default a listener runs asynchronously: it has a bounded queue of its own, hears the events of one key in the
 * order in which they happened, is never called by two threads at once, and can neither fail nor slow the cache or other
 * listeners. An event type stands for all its subtypes. The same listener may be subscribed more than once.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 */
public interface Hub<K, V> {
    /**
     * Subscribes a listener with the cache's default options.
     *
     * @param type what to hear, not null
     * @param listener whom to tell, not null
     * @param <E> the events' type
     * @return the subscription, never null
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException if the cache is closed
     */
    <E> Subscription on(EventType<E> type, Consumer<? super E> listener);

    /**
     * Subscribes a listener.
     *
     * @param type what to hear, not null
     * @param listener whom to tell, not null
     * @param options how to tell it, not null
     * @param <E> the events' type
     * @return the subscription, never null
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException if the cache is closed
     */
    <E> Subscription on(EventType<E> type, Consumer<? super E> listener, ListenerOptions options);

    /**
     * Subscribes a listener for one event, with the cache's default options. However many threads make events at once, it
     * is called once.
     *
     * @param type what to hear, not null
     * @param listener whom to tell, not null
     * @param <E> the events' type
     * @return the subscription, never null
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException if the cache is closed
     */
    <E> Subscription once(EventType<E> type, Consumer<? super E> listener);

    /**
     * Subscribes a listener for one event.
     *
     * @param type what to hear, not null
     * @param listener whom to tell, not null
     * @param options how to tell it, not null
     * @param <E> the events' type
     * @return the subscription, never null
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException if the cache is closed
     */
    <E> Subscription once(EventType<E> type, Consumer<? super E> listener, ListenerOptions options);

    /**
     * Ends one subscription of that listener for exactly that type, the oldest one; after this returns, no further call for
     * it begins.
     *
     * @param type the type it was subscribed for, not null
     * @param listener the listener, compared by identity, not null
     * @return whether there was such a subscription
     * @throws NullPointerException if an argument is null
     */
    boolean off(EventType<?> type, Consumer<?> listener);
}
