package org.terracecache.observe;

import java.util.Objects;
import java.util.function.Consumer;
import org.terracecache.Events;
import org.terracecache.Hub;
import org.terracecache.Subscription;
import org.terracecache.event.EventType;
import org.terracecache.spi.ListenerOptions;

/** The hub of one audience at a switchboard. */
class LocalHub<K, V> implements Hub<K, V> {
    private final Switchboard board;
    private final int audience;
    private final ListenerOptions defaults;

    LocalHub(Switchboard board, int audience, ListenerOptions defaults) {
        this.board = board;
        this.audience = audience;
        this.defaults = defaults;
    }

    @Override
    public <E> Subscription on(EventType<E> type, Consumer<? super E> listener) {
        return on(type, listener, defaults);
    }

    @Override
    public <E> Subscription on(EventType<E> type, Consumer<? super E> listener, ListenerOptions options) {
        return subscribe(type, listener, options, false);
    }

    @Override
    public <E> Subscription once(EventType<E> type, Consumer<? super E> listener) {
        return once(type, listener, defaults);
    }

    @Override
    public <E> Subscription once(EventType<E> type, Consumer<? super E> listener, ListenerOptions options) {
        return subscribe(type, listener, options, true);
    }

    private <E> Subscription subscribe(
            EventType<E> type, Consumer<? super E> listener, ListenerOptions options, boolean once) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(options, "options");
        HubSubscriber<E> subscriber = new HubSubscriber<>(board, audience, type, listener, options, once);
        board.add(subscriber);
        SubscriptionScope.note(subscriber::end);
        return subscriber;
    }

    @Override
    public boolean off(EventType<?> type, Consumer<?> listener) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(listener, "listener");
        for (Subscriber subscriber : board.subscribers()) {
            boolean same = subscriber instanceof HubSubscriber<?> candidate && candidate.is(audience, type, listener);
            if (same && subscriber.end()) {
                return true;
            }
        }
        return false;
    }

    /** The general hub, which leads to the others. */
    static final class General<K, V> extends LocalHub<K, V> implements Events<K, V> {
        private final Hub<K, V> memory;
        private final Hub<K, V> remote;
        private final Hub<K, V> bus;

        General(Switchboard board, ListenerOptions defaults) {
            super(board, Audience.GENERAL, defaults);
            memory = new LocalHub<>(board, Audience.MEMORY, defaults);
            remote = new LocalHub<>(board, Audience.REMOTE, defaults);
            bus = new LocalHub<>(board, Audience.BUS, defaults);
        }

        @Override
        public Hub<K, V> memory() {
            return memory;
        }

        @Override
        public Hub<K, V> remote() {
            return remote;
        }

        @Override
        public Hub<K, V> bus() {
            return bus;
        }
    }
}
