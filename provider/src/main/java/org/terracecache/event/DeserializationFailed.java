package org.terracecache.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the store or another node holds cannot be read by this node: it is malformed, another version of the application wrote it, or
 * its class is not allowed. For a plain read it counts as a miss; operations that would lose it throw.
 *
 * @param <K> the type of the cache's keys
 * @param <V> the type of the cache's values
 * @param source where and when, never null
 * @param key the key, null if it is the key that cannot be read
 * @param codec what should have read it, never null
 * @param error why it could not, never null; the message names the line of configuration that would allow it, if there is one
 * @param count how often that has happened in this cache on this node so far
 */
public record DeserializationFailed<K, V>(
        Source source, @Nullable K key, String codec, Throwable error, long count) implements CacheEvent<K, V> {
    private static final EventType<?> TYPE =
            new EventType<>("cache:deserialization:failed", DeserializationFailed.class);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component that is never null is null
     */
    public DeserializationFailed {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(error, "error");
    }

    /**
     * The token of this kind of event.
     *
     * @param <K> the type of the cache's keys
     * @param <V> the type of the cache's values
     * @return the type, named {@code cache:deserialization:failed}
     */
    public static <K, V> EventType<DeserializationFailed<K, V>> type() {
        return EventType.cast(TYPE);
    }

    @Override
    public EventType<?> eventType() {
        return TYPE;
    }
}
