package org.terracecache.jcache;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;
import org.terracecache.TerraceEntry;
import org.terracecache.event.Layer;

/**
 * What an entry processor works on. Remembers the net effect of its calls, which is applied when it has returned. Used by one
 * thread.
 */
final class ProcessorEntry<K, V> implements MutableEntry<K, V>, TerraceEntry<K, V> {
    /** The net effect. */
    enum Effect {
        NONE,
        ACCESSED,
        LOADED,
        CREATED,
        UPDATED,
        REMOVED
    }

    private final K key;
    private final boolean wasPresent;
    private final Supplier<@Nullable V> present;
    private final Supplier<@Nullable V> loader;
    private final long version;
    private final Layer layer;
    private final Supplier<Optional<Instant>> expiry;
    private @Nullable V value;
    private Effect effect = Effect.NONE;

    /**
     * An entry.
     *
     * @param key its key
     * @param wasPresent whether it is in the cache
     * @param present gives its value out
     * @param loader loads a value for a key that is not there, or knows none
     * @param version its version, 0 if it is not there
     * @param layer the layer that said so
     * @param expiry when it expires
     */
    ProcessorEntry(
            K key,
            boolean wasPresent,
            Supplier<@Nullable V> present,
            Supplier<@Nullable V> loader,
            long version,
            Layer layer,
            Supplier<Optional<Instant>> expiry) {
        this.key = key;
        this.wasPresent = wasPresent;
        this.present = present;
        this.loader = loader;
        this.version = version;
        this.layer = layer;
        this.expiry = expiry;
    }

    Effect effect() {
        return effect;
    }

    /** The value that the net effect stores. */
    V newValue() {
        if (value == null) {
            throw new IllegalStateException("nothing to store: " + effect);
        }
        return value;
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public boolean exists() {
        return effect == Effect.NONE ? wasPresent : effect != Effect.REMOVED;
    }

    @Override
    public @Nullable V getValue() {
        if (effect == Effect.NONE && wasPresent) {
            value = present.get();
            effect = Effect.ACCESSED;
        } else if (effect == Effect.NONE || effect == Effect.REMOVED) {
            V loaded = loader.get();
            if (loaded != null) {
                value = loaded;
                effect = Effect.LOADED;
            }
        }
        return value;
    }

    @Override
    public void setValue(V newValue) {
        if (newValue == null) {
            throw new NullPointerException("An entry processor must not set a null value; use remove()");
        }
        effect = wasPresent ? Effect.UPDATED : Effect.CREATED;
        value = newValue;
    }

    @Override
    public void remove() {
        effect = effect == Effect.CREATED || (effect == Effect.LOADED && !wasPresent) ? Effect.NONE : Effect.REMOVED;
        value = null;
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public Optional<Instant> expiry() {
        return expiry.get();
    }

    @Override
    public Layer layer() {
        return layer;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return Unwrap.of(this, type);
    }
}
