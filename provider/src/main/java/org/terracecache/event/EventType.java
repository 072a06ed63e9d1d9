package org.terracecache.event;

import java.util.Objects;

/**
 * A typed token for a kind of event, got from the event's own class: {@code Hit.type()}. A supertype's token stands for
 * all its subtypes. Immutable and safe for use by many threads.
 *
 * @param <E> the events' type
 */
@SuppressWarnings("UnusedTypeParameter") // it types the listener that goes with the token
public final class EventType<E> {
    static final EventType<?> ANY = new EventType<>("*", CacheEvent.class);
    static final EventType<?> ENTRY = new EventType<>("cache:entry", EntryEvent.class);
    static final EventType<?> BUS = new EventType<>("bus", BusEvent.class);

    private final String name;
    private final Class<?> eventClass;

    EventType(String name, Class<?> eventClass) {
        this.name = Objects.requireNonNull(name);
        this.eventClass = Objects.requireNonNull(eventClass);
    }

    /** The class literal of a generic record is raw; the token restores the parameters, which nothing ever reads back. */
    @SuppressWarnings("unchecked")
    static <E> EventType<E> cast(EventType<?> type) {
        return (EventType<E>) type;
    }

    /**
     * The stable name, such as {@code cache:hit}.
     *
     * @return the name, never null
     */
    public String name() {
        return name;
    }

    /**
     * The class of the events.
     *
     * @return the class, never null
     */
    public Class<?> eventClass() {
        return eventClass;
    }

    /**
     * Tells whether who listens to this type hears that event.
     *
     * @param event the event, not null
     * @return whether the event is of this type or a subtype
     */
    public boolean includes(CacheEvent<?, ?> event) {
        return eventClass.isInstance(event);
    }

    @Override
    public String toString() {
        return name;
    }
}
