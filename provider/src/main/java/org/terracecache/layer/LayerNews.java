package org.terracecache.layer;

import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;
import org.terracecache.event.Layer;
import org.terracecache.observe.Kind;
import org.terracecache.spi.TimeSource;

/** Tells what each of two layers did for the operations of a cache, once for each answer. */
final class LayerNews<K> {
    private final Telling<K> telling;
    private final boolean remembers;
    private final TimeSource time;

    /** {@code remembers}: whether there is a memory layer to be told of. */
    LayerNews(Telling<K> telling, boolean remembers, TimeSource time) {
        this.telling = telling;
        this.remembers = remembers;
        this.time = time;
    }

    /** Whether memory answers a look-up. */
    boolean mayServe(K key, @Nullable LayeredEntry known, Cause cause) {
        boolean serves = known != null && known.mayServe(time.nanoTime());
        if (remembers) {
            look(Layer.MEMORY, key, serves ? known : null, cause);
        }
        return serves;
    }

    /** Whether memory answers after all what it was asked before: that it did not was told then. */
    boolean mayServeAfterAll(K key, @Nullable LayeredEntry known) {
        return known != null && known.mayServe(time.nanoTime()) && mayServe(key, known, Cause.READ);
    }

    /** The handle of what the remote layer answered, null for nothing. */
    @Nullable Object answer(K key, Got got, Cause cause) {
        LayeredEntry entry = got.entry();
        look(Layer.REMOTE, key, entry, cause);
        return entry == null ? null : new Answered(entry);
    }

    /** The remote layer listed an entry. */
    void listed(K key, LayeredEntry entry) {
        look(Layer.REMOTE, key, entry, Cause.READ);
    }

    private void look(Layer layer, K key, @Nullable LayeredEntry found, Cause cause) {
        if (found == null) {
            telling.happened(layer, Kind.MISS, key, null, null, 0, cause);
        } else {
            long version = found.version().number();
            telling.happened(layer, Kind.HIT, key, found.value(), null, version, cause);
        }
    }

    /** The remote layer changed a key, or did not. A value whose life is over at once is not stored, and removes what was there. */
    void change(K key, @Nullable Object value, Cause cause, Made made) {
        LayeredEntry old = made.old();
        Object before = old == null ? null : old.value();
        long version = made.version().number();
        switch (made.result().outcome()) {
            case CREATED -> telling.happened(Layer.REMOTE, Kind.CREATED, key, value, null, version, cause);
            case UPDATED -> telling.happened(Layer.REMOTE, Kind.UPDATED, key, value, before, version, cause);
            case REMOVED -> {
                Cause reason = value == null ? cause : Cause.EXPIRY;
                telling.happened(Layer.REMOTE, Kind.REMOVED, key, before, before, version, reason);
            }
            case ABSENT, UNMET, UNREADABLE -> {
                // Nothing was done to an entry.
            }
        }
    }
}
