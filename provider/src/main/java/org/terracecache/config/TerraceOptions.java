package org.terracecache.config;

import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.terracecache.spi.Copier;
import org.terracecache.spi.Emitter;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.Overflow;
import org.terracecache.spi.TimeSource;
import org.terracecache.spi.Weigher;

/** What a {@link TerraceConfiguration} sets beyond the standard; null is "not set". Immutable. */
record TerraceOptions(
        @Nullable Bound bound,
        @Nullable Copier copier,
        @Nullable Set<Class<?>> immutableTypes,
        @Nullable Queue queue,
        @Nullable Emitter emitter,
        @Nullable Executor executor,
        @Nullable ScheduledExecutorService scheduler,
        @Nullable TimeSource timeSource,
        SharingOptions sharing)
        implements Serializable {
    static final TerraceOptions NONE =
            new TerraceOptions(null, null, null, null, null, null, null, null, SharingOptions.NONE);

    /** The bound of the memory layer: entries, or weight with a weigher, or all zero for none. */
    record Bound(long entries, long weight, @Nullable Weigher<?, ?> weigher) implements Serializable {}

    /** The bound of a listener's queue. */
    record Queue(int capacity, Overflow overflow) implements Serializable {
        Queue {
            over(ListenerOptions.defaults(), capacity, overflow);
        }

        private static ListenerOptions over(ListenerOptions base, int capacity, Overflow overflow) {
            return base.withQueueCapacity(capacity).withOverflow(overflow);
        }

        ListenerOptions over(ListenerOptions base) {
            return over(base, capacity, overflow);
        }
    }

    TerraceOptions withMaximumEntries(long maximum) {
        if (maximum < 0) {
            throw new IllegalArgumentException("The maximum of entries must be 0 (no bound) or more, not " + maximum);
        }
        return withBound(new Bound(maximum, 0, null));
    }

    TerraceOptions withMaximumWeight(long maximum, Weigher<?, ?> weigher) {
        Objects.requireNonNull(weigher, "weigher");
        if (maximum < 1) {
            throw new IllegalArgumentException("The maximum weight must be 1 or more, not " + maximum);
        }
        return withBound(new Bound(0, maximum, weigher));
    }

    private TerraceOptions withBound(Bound value) {
        return new TerraceOptions(
                value, copier, immutableTypes, queue, emitter, executor, scheduler, timeSource, sharing);
    }

    TerraceOptions withCopier(Copier value) {
        Objects.requireNonNull(value, "copier");
        return new TerraceOptions(
                bound, value, immutableTypes, queue, emitter, executor, scheduler, timeSource, sharing);
    }

    TerraceOptions withImmutableTypes(Set<Class<?>> value) {
        return new TerraceOptions(
                bound, copier, Set.copyOf(value), queue, emitter, executor, scheduler, timeSource, sharing);
    }

    TerraceOptions withListenerQueue(int capacity, Overflow overflow) {
        Queue value = new Queue(capacity, overflow);
        return new TerraceOptions(
                bound, copier, immutableTypes, value, emitter, executor, scheduler, timeSource, sharing);
    }

    TerraceOptions withEmitter(Emitter value) {
        Objects.requireNonNull(value, "emitter");
        return new TerraceOptions(
                bound, copier, immutableTypes, queue, value, executor, scheduler, timeSource, sharing);
    }

    TerraceOptions withExecutor(Executor value) {
        Objects.requireNonNull(value, "executor");
        return new TerraceOptions(bound, copier, immutableTypes, queue, emitter, value, scheduler, timeSource, sharing);
    }

    TerraceOptions withScheduler(ScheduledExecutorService value) {
        Objects.requireNonNull(value, "scheduler");
        return new TerraceOptions(bound, copier, immutableTypes, queue, emitter, executor, value, timeSource, sharing);
    }

    TerraceOptions withTimeSource(TimeSource value) {
        Objects.requireNonNull(value, "timeSource");
        return new TerraceOptions(bound, copier, immutableTypes, queue, emitter, executor, scheduler, value, sharing);
    }

    TerraceOptions withSharing(SharingOptions value) {
        return new TerraceOptions(
                bound, copier, immutableTypes, queue, emitter, executor, scheduler, timeSource, value);
    }

    CacheSettings over(CacheSettings base) {
        SharingSettings shared = sharing.over(base.sharing());
        boolean byDefault = bound == null && base.boundByDefault();
        Bound inherited = byDefault
                ? new Bound(CacheSettings.defaultEntries(shared.layers()), 0, null)
                : new Bound(base.maximumEntries(), base.maximumWeight(), base.weigher());
        Bound bounds = or(bound, inherited);
        return new CacheSettings(
                bounds.entries,
                bounds.weight,
                bounds.weigher,
                copier != null ? copier : base.copier(),
                or(immutableTypes, base.immutableTypes()),
                queue != null ? queue.over(base.listeners()) : base.listeners(),
                emitter != null ? emitter : base.emitter(),
                executor != null ? executor : base.executor(),
                scheduler != null ? scheduler : base.scheduler(),
                or(timeSource, base.timeSource()),
                shared,
                byDefault);
    }

    private static <T> T or(@Nullable T value, T other) {
        return value != null ? value : other;
    }

    /** What belongs to a process does not leave it. */
    @Serial
    private Object writeReplace() {
        return new TerraceOptions(bound, copier, immutableTypes, queue, null, null, null, null, sharing);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("set:");
        append(text, "bound", bound);
        append(text, "copier", copier);
        append(text, "immutableTypes", immutableTypes);
        append(text, "listenerQueue", queue);
        append(text, "emitter", emitter);
        append(text, "executor", executor);
        append(text, "scheduler", scheduler);
        append(text, "timeSource", timeSource);
        append(text, "layers", sharing.layers());
        append(text, "listenerScope", sharing.listenerScope());
        append(text, "allow", sharing.allow());
        append(text, "serializer", sharing.serializer());
        append(text, "keyCodec", sharing.keyCodec());
        return text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append(' ').append(name);
        }
    }
}
