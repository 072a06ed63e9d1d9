package org.terracecache.observe;

import java.util.Objects;
import javax.cache.Cache;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;
import org.terracecache.TerraceEntryEvent;
import org.terracecache.event.Cause;
import org.terracecache.event.Layer;

/** A standard event. It copies what is asked of it, and only that: many listeners look at the key alone. */
final class StandardEvent<K, V> extends TerraceEntryEvent<K, V> {
    private static final long serialVersionUID = 1L;

    private final transient Signal<K, V> signal;
    private final transient Origin origin;
    private final boolean oldValueRequired;
    private transient @Nullable K key;
    private transient @Nullable V value;
    private transient @Nullable V oldValue;

    StandardEvent(Cache<K, V> source, Signal<K, V> signal, Origin origin, boolean oldValueRequired) {
        super(source, typeOf(signal.kind()));
        this.signal = signal;
        this.origin = origin;
        this.oldValueRequired = oldValueRequired;
    }

    private static EventType typeOf(Kind kind) {
        return switch (kind) {
            case CREATED -> EventType.CREATED;
            case UPDATED -> EventType.UPDATED;
            case REMOVED -> EventType.REMOVED;
            case EXPIRED -> EventType.EXPIRED;
            default -> throw new IllegalArgumentException("No standard event: " + kind);
        };
    }

    @Override
    public K getKey() {
        K copy = key;
        if (copy == null) {
            copy = origin.copy(Objects.requireNonNull(signal.key(), "key"));
            key = copy;
        }
        return copy;
    }

    /** What was stored; of an entry that left the same as {@link #getOldValue}, as the standard asks. */
    @Override
    public @Nullable V getValue() {
        if (hasLeft()) {
            return getOldValue();
        }
        V copy = value;
        if (copy == null) {
            copy = origin.copy(Objects.requireNonNull(signal.value(), "value"));
            value = copy;
        }
        return copy;
    }

    @Override
    public @Nullable V getOldValue() {
        V before = before();
        if (before == null) {
            return null;
        }
        V copy = oldValue;
        if (copy == null) {
            copy = origin.copy(before);
            oldValue = copy;
        }
        return copy;
    }

    @Override
    public boolean isOldValueAvailable() {
        return before() != null;
    }

    private @Nullable V before() {
        if (!oldValueRequired || getEventType() == EventType.CREATED) {
            return null;
        }
        return hasLeft() ? signal.lastValue() : signal.oldValue();
    }

    private boolean hasLeft() {
        return getEventType() == EventType.REMOVED || getEventType() == EventType.EXPIRED;
    }

    @Override
    public String origin() {
        return signal.detail() instanceof String node ? node : origin.node();
    }

    @Override
    public long version() {
        return signal.version();
    }

    @Override
    public Layer layer() {
        return signal.layer(origin);
    }

    @Override
    public Cause cause() {
        return signal.cause();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new IllegalArgumentException("A Terrace event cannot be unwrapped to " + type.getName() + "; ask for "
                + TerraceEntryEvent.class.getName());
    }
}
