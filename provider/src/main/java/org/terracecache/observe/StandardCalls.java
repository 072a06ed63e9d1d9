package org.terracecache.observe;

import java.util.List;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import org.jspecify.annotations.Nullable;

/** Calls of the standard's listener interfaces, for what passes the filter. */
final class StandardCalls<K, V> {
    private final CacheEntryListener<? super K, ? super V> listener;
    private final @Nullable CacheEntryEventFilter<? super K, ? super V> filter;
    private final Supplier<Cache<K, V>> source;
    private final Origin origin;
    private final boolean oldValueRequired;

    StandardCalls(
            CacheEntryListener<? super K, ? super V> listener,
            @Nullable CacheEntryEventFilter<? super K, ? super V> filter,
            Supplier<Cache<K, V>> source,
            Origin origin,
            boolean oldValueRequired) {
        this.listener = listener;
        this.filter = filter;
        this.source = source;
        this.origin = origin;
        this.oldValueRequired = oldValueRequired;
    }

    static long mask(CacheEntryListener<?, ?> listener) {
        long mask = 0;
        mask |= listener instanceof CacheEntryCreatedListener ? mask(Kind.CREATED) : 0;
        mask |= listener instanceof CacheEntryUpdatedListener ? mask(Kind.UPDATED) : 0;
        mask |= listener instanceof CacheEntryRemovedListener ? mask(Kind.REMOVED) : 0;
        mask |= listener instanceof CacheEntryExpiredListener ? mask(Kind.EXPIRED) : 0;
        return mask;
    }

    private static long mask(Kind kind) {
        return Topic.mask(kind.index(), Audience.STANDARD);
    }

    @SuppressWarnings("unchecked")
    void tell(Signal<K, V> signal) {
        StandardEvent<K, V> event = new StandardEvent<>(source.get(), signal, origin, oldValueRequired);
        if (filter != null && !filter.evaluate((CacheEntryEvent) event)) {
            return;
        }
        List<CacheEntryEvent<? extends K, ? extends V>> events = List.of(event);
        switch (signal.kind()) {
            case CREATED -> ((CacheEntryCreatedListener<K, V>) listener).onCreated(events);
            case UPDATED -> ((CacheEntryUpdatedListener<K, V>) listener).onUpdated(events);
            case REMOVED -> ((CacheEntryRemovedListener<K, V>) listener).onRemoved(events);
            case EXPIRED -> ((CacheEntryExpiredListener<K, V>) listener).onExpired(events);
            default -> throw new IllegalArgumentException("No standard event: " + signal.kind());
        }
    }
}
