package org.terracecache.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key or a value of this node has no bytes, and the operation that brought it has thrown: it cannot be serialized, or is too long.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param key the key, null if it is the key that cannot be serialized
 * @param codec what was to make bytes of it, never null
 * @param error what the operation throws, never null
 * @param count how often that has happened in this cache on this node so far
 */
public record SerializationFailed<K, V>(
        Source source, @Nullable K key, String codec, Throwable error, long count) implements CacheEvent<K, V> {
    private static final EventType<?> TYPE = new EventType<>("cache:serialization:failed", SerializationFailed.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public SerializationFailed {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(error, "error");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code cache:serialization:failed}
     */
    public static <K, V> EventType<SerializationFailed<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
