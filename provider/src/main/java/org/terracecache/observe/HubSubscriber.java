package org.terracecache.observe;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.terracecache.Subscription;
import org.terracecache.event.EventType;
import org.terracecache.spi.ListenerOptions;

/** A listener at a hub. */
final class HubSubscriber<E> extends Subscriber implements Subscription {
    private final int audience;
    private final EventType<E> type;
    private final Consumer<? super E> listener;
    private final boolean once;
    private final AtomicBoolean claimed = new AtomicBoolean();

    HubSubscriber(
            Switchboard board,
            int audience,
            EventType<E> type,
            Consumer<? super E> listener,
            ListenerOptions options,
            boolean once) {
        super(board, ListenerName.of(listener), options, Topic.mask(type, audience));
        this.audience = audience;
        this.type = type;
        this.listener = listener;
        this.once = once;
    }

    boolean is(int where, EventType<?> what, Consumer<?> whom) {
        return where == audience && what == type && whom == listener;
    }

    @Override
    boolean isTimed() {
        return true;
    }

    @Override
    boolean mayCall() {
        if (!once) {
            return isOpen();
        }
        boolean mine = isOpen() && claimed.compareAndSet(false, true);
        if (mine) {
            end();
        }
        return mine;
    }

    /** The routes let through only what is of the type. */
    @Override
    @SuppressWarnings("unchecked")
    void call(Object item, @Nullable Delivery delivery) {
        listener.accept((E) ((Occurrence<?, ?>) item).event(options().oldValueRequired()));
    }

    @Override
    public void close() {
        end();
    }

    @Override
    public boolean isActive() {
        return isOpen();
    }

    @Override
    public long delivered() {
        return deliveredCalls();
    }

    @Override
    public long dropped() {
        return droppedItems();
    }

    @Override
    public long failed() {
        return failedCalls();
    }

    @Override
    public long pending() {
        return waitingItems();
    }
}
