package org.terracecache.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.terracecache.bus.Message;
import org.terracecache.bus.MessageType;
import org.terracecache.entry.KeyBytes;
import org.terracecache.event.Cause;
import org.terracecache.event.Layer;
import org.terracecache.memory.Change;
import org.terracecache.observe.Kind;

/**
 * How the changes of a cache with a remote layer are told: in the order of the bus, own ones at their echo.
 *
 * @param <K> the type of the keys
 */
public abstract class Telling<K> {
    private final Echoes echoes = new Echoes();
    private final CacheTrouble<K> trouble;

    /** {@code trouble} hears what goes wrong. */
    protected Telling(CacheTrouble<K> trouble) {
        this.trouble = trouble;
    }

    /** Who hears what goes wrong. */
    public final CacheTrouble<K> trouble() {
        return trouble;
    }

    /** The own mutations that are still to come back. */
    public final Echoes echoes() {
        return echoes;
    }

    /** Whether anybody listens. */
    protected abstract boolean isWanted();

    /** Whether somebody listens for whom the caller of an operation waits. */
    protected abstract boolean isAwaited();

    /**
     * A layer was looked up, or has changed. Told on the operation's thread when the layer has answered, if anybody hears of it.
     *
     * @param kind what happened
     * @param value the value that was found or stored, in stored form; of a removal the one that was there, if it is known
     * @param old the value before, in stored form, if it is known
     */
    protected abstract void happened(
            Layer layer, Kind kind, K key, @Nullable Object value, @Nullable Object old, long version, Cause cause);

    /** Whether somebody hears of messages that this node publishes. */
    protected abstract boolean hearsPublished();

    /** A message of this node about the cache is out. Told by the thread that brought the store's answer, which waits for nobody. */
    protected abstract void published(MessageType type, List<KeyBytes> keys, long version);

    /** A message about the cache was applied. */
    protected abstract void told(Message message, boolean own);

    /** The store may have forgotten what messages of a bucket are to carry. */
    protected abstract void forgotten(int bucket);

    /**
     * An own change did not come back in time.
     *
     * @param kind what it did
     * @param old what was there, null if nothing or not known
     * @param waits whether the calling thread made the change, and does what is left to do for synchronous listeners
     */
    protected abstract void toldWithoutEcho(
            Kind kind, K key, Change change, @Nullable Object old, long version, boolean waits);

    final void withoutEcho(K key, Change change, Made made, boolean waits) {
        Kind kind = switch (made.result().outcome()) {
            case CREATED -> Kind.CREATED;
            case UPDATED -> Kind.UPDATED;
            case REMOVED -> change.value() == null ? Kind.REMOVED : Kind.EXPIRED;
            case ABSENT, UNMET, UNREADABLE -> null;
        };
        if (kind != null) {
            toldWithoutEcho(kind, key, change, made.old(), made.version().number(), waits);
        }
    }
}
