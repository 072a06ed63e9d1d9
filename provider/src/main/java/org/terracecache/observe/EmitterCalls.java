package org.terracecache.observe;

import org.jspecify.annotations.Nullable;
import org.terracecache.event.BusEvent;
import org.terracecache.event.CacheEvent;
import org.terracecache.spi.Emitter;
import org.terracecache.spi.ListenerOptions;

/**
 * An application's emitter: hears all that the general hub and that of the bus tell, and what goes wrong with the remote layer;
 * asynchronously whatever the defaults are.
 */
final class EmitterCalls extends Subscriber {
    private final Emitter emitter;

    EmitterCalls(Switchboard board, Emitter emitter, ListenerOptions defaults) {
        super(
                board,
                ListenerName.of(emitter),
                defaults.withSynchronous(false),
                Topic.mask(CacheEvent.type(), Audience.GENERAL)
                        | Topic.mask(BusEvent.type(), Audience.BUS)
                        | Topic.TROUBLES);
        this.emitter = emitter;
    }

    Emitter emitter() {
        return emitter;
    }

    @Override
    boolean isTimed() {
        return true;
    }

    @Override
    void call(Object item, @Nullable Delivery delivery) {
        CacheEvent<?, ?> event = ((Occurrence<?, ?>) item).event(options().oldValueRequired());
        emitter.emit(event.name(), event);
    }
}
