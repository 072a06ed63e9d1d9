package org.terracecache.observe;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.Cleared;
import org.terracecache.event.Deleted;
import org.terracecache.event.Evicted;
import org.terracecache.event.Expired;
import org.terracecache.event.Hit;
import org.terracecache.event.Layer;
import org.terracecache.event.LoadFailed;
import org.terracecache.event.LoadJoined;
import org.terracecache.event.LoadSucceeded;
import org.terracecache.event.LoadSuperseded;
import org.terracecache.event.Miss;
import org.terracecache.event.Source;
import org.terracecache.event.Written;

/**
 * A signal at a time and in a cache, and the event record that it becomes for listeners of the hubs. The record is made when
 * the first of them is told, and all get the same one; threads that make it at once may each make theirs.
 */
final class Occurrence<K, V> {
    private final Origin origin;
    private final @Nullable Signal<K, V> signal;
    private final long millis;
    private @Nullable CacheEvent<K, V> event;
    private @Nullable CacheEvent<K, V> eventWithOldValue;

    Occurrence(Origin origin, Signal<K, V> signal, long millis) {
        this.origin = origin;
        this.signal = signal;
        this.millis = millis;
    }

    /** An event that no signal of the core made. */
    Occurrence(Origin origin, CacheEvent<K, V> event) {
        this(origin, null, event);
    }

    /** An event that is made already. */
    Occurrence(Origin origin, @Nullable Signal<K, V> signal, CacheEvent<K, V> event) {
        this.origin = origin;
        this.signal = signal;
        this.millis = 0;
        this.event = event;
        this.eventWithOldValue = event;
    }

    Origin origin() {
        return origin;
    }

    @Nullable Signal<K, V> signal() {
        return signal;
    }

    /** Whether it is the trouble of a listener. */
    boolean isTrouble() {
        return signal == null;
    }

    boolean isFailure() {
        return isTrouble() && topic() == Topic.LISTENER_FAILED;
    }

    int topic() {
        Signal<K, V> told = signal;
        return told == null ? Topic.of(event(false)) : told.kind().index();
    }

    long mask() {
        Signal<K, V> told = signal;
        return Topic.mask(topic(), told == null ? Audience.GENERAL : told.audiences());
    }

    CacheEvent<K, V> event(boolean withOldValue) {
        Signal<K, V> told = signal;
        boolean special = withOldValue && told != null && told.kind() == Kind.UPDATED;
        CacheEvent<K, V> made = special ? eventWithOldValue : event;
        if (made != null) {
            return made;
        }
        made = make(Objects.requireNonNull(told), special);
        if (special) {
            eventWithOldValue = made;
        } else {
            event = made;
        }
        return made;
    }

    private CacheEvent<K, V> make(Signal<K, V> told, boolean withOldValue) {
        Source source = origin.at(millis);
        if (told.kind() == Kind.CLEARED) {
            return new Cleared<>(source, told.detail() instanceof String node ? node : origin.node(), origin.layers());
        }
        if (told.detail() instanceof Signal.Told<?, ?> maker) {
            return cast(maker).event(source, origin.copyOut());
        }
        K key = origin.copy(Objects.requireNonNull(told.key(), "key"));
        return switch (told.kind()) {
            case HIT, CREATED, UPDATED, EXPIRED, EVICTED -> withValue(told, source, key, withOldValue);
            case LOAD_SUCCEEDED, LOAD_FAILED -> ofLoad(told, source, key);
            default -> ofKey(told, source, key);
        };
    }

    /** A signal's own detail is of its types. */
    @SuppressWarnings("unchecked")
    private Signal.Told<K, V> cast(Signal.Told<?, ?> maker) {
        return (Signal.Told<K, V>) maker;
    }

    private CacheEvent<K, V> withValue(Signal<K, V> told, Source source, K key, boolean withOldValue) {
        boolean left = told.kind() == Kind.EXPIRED || told.kind() == Kind.EVICTED;
        V stored = left ? told.lastValue() : told.value();
        V value = origin.copy(Objects.requireNonNull(stored, "value"));
        long version = told.version();
        Layer layer = told.layer(origin);
        return switch (told.kind()) {
            case HIT -> new Hit<>(source, key, value, false, layer, version, told.cause());
            case EXPIRED -> new Expired<>(source, key, value, layer, version, told.cause());
            case EVICTED -> new Evicted<>(source, key, value, Evicted.Reason.SIZE, layer, version, told.cause());
            default -> {
                V before = withOldValue ? told.oldValue() : null;
                V old = before == null ? null : origin.copy(before);
                yield new Written<>(source, key, value, old, layer, version, told.cause());
            }
        };
    }

    private CacheEvent<K, V> ofLoad(Signal<K, V> told, Source source, K key) {
        Layer layer = told.layer(origin);
        if (told.detail() instanceof LoadFailure failure) {
            return new LoadFailed<>(
                    source, key, failure.duration(), failure.error(), layer, told.version(), told.cause());
        }
        Duration duration = (Duration) Objects.requireNonNull(told.detail(), "detail");
        return new LoadSucceeded<>(source, key, duration, layer, told.version(), told.cause());
    }

    private CacheEvent<K, V> ofKey(Signal<K, V> told, Source source, K key) {
        long version = told.version();
        Layer layer = told.layer(origin);
        return switch (told.kind()) {
            case MISS -> new Miss<>(source, key, layer, version, told.cause());
            case REMOVED -> new Deleted<>(source, key, layer, version, told.cause());
            case LOAD_JOINED -> new LoadJoined<>(source, key, layer, version, told.cause());
            case LOAD_SUPERSEDED -> new LoadSuperseded<>(source, key, layer, version, told.cause());
            default -> throw new IllegalArgumentException("Not an event of a key alone: " + told.kind());
        };
    }
}
