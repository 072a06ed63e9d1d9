package org.terracecache.config;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.terracecache.spi.Copier;
import org.terracecache.spi.Emitter;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.TimeSource;
import org.terracecache.spi.Weigher;

/**
 * What a cache is configured with beyond the standard's {@link javax.cache.configuration.CompleteConfiguration}: merged,
 * validated, immutable.
 *
 * @param maximumEntries how many entries the memory layer may hold, 0 for no bound
 * @param maximumWeight what the memory layer's entries may weigh together, 0 for no bound
 * @param weigher weighs entries, null unless {@code maximumWeight} is set
 * @param copier copies keys and values of caches that store by value, null for the built-in one
 * @param immutableTypes types whose instances are shared and never copied, never null
 * @param listeners the default options of listeners, never null
 * @param emitter an application's own emitter, null for none
 * @param executor where asynchronous listeners and background loads run, null for the manager's own threads
 * @param scheduler what looks several times a second for expired entries, null for the manager's own thread
 * @param timeSource where the cache reads the time, never null
 * @param sharing how entries are shared with other nodes, never null
 * @param boundByDefault whether the memory layer's bound is the default one of the cache's layers, and nobody configured it
 */
public record CacheSettings(
        long maximumEntries,
        long maximumWeight,
        @Nullable Weigher<?, ?> weigher,
        @Nullable Copier copier,
        Set<Class<?>> immutableTypes,
        ListenerOptions listeners,
        @Nullable Emitter emitter,
        @Nullable Executor executor,
        @Nullable ScheduledExecutorService scheduler,
        TimeSource timeSource,
        SharingSettings sharing,
        boolean boundByDefault) {
    /** How many entries a memory layer over a remote one holds unless configured. */
    public static final long DEFAULT_ENTRIES_OVER_REMOTE = 10_000;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a bound is negative, both bounds are set, or weigher and maximum weight do not go
     *     together
     * @throws NullPointerException if a component that is never null is null
     */
    public CacheSettings {
        immutableTypes = Set.copyOf(immutableTypes);
        Objects.requireNonNull(listeners, "listeners");
        Objects.requireNonNull(timeSource, "timeSource");
        Objects.requireNonNull(sharing, "sharing");
        if (maximumEntries < 0 || maximumWeight < 0) {
            throw new IllegalArgumentException("A memory layer's maximum must not be negative");
        }
        if (maximumEntries > 0 && maximumWeight > 0) {
            throw new IllegalArgumentException(
                    "A memory layer is bounded by maximum-entries or by maximum-weight, not by both");
        }
        if ((maximumWeight > 0) != (weigher != null)) {
            throw new IllegalArgumentException("maximum-weight and weigher go together: set both or neither");
        }
    }

    /**
     * The settings of a cache that is configured with the standard's means alone: no bound, the built-in copier, default
     * listener options, the manager's threads, the system's clock.
     *
     * @return the settings, never null
     */
    public static CacheSettings defaults() {
        return new CacheSettings(
                0,
                0,
                null,
                null,
                Set.of(),
                ListenerOptions.defaults(),
                null,
                null,
                null,
                TimeSource.system(),
                SharingSettings.LOCAL,
                true);
    }

    /** The bound of a memory layer that nobody configured: none if it is the only layer. */
    static long defaultEntries(CacheLayers layers) {
        return layers == CacheLayers.MEMORY_AND_REMOTE ? DEFAULT_ENTRIES_OVER_REMOTE : 0;
    }
}
