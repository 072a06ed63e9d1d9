package org.terracecache.simulator;

import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;

/** Counts the events of the standard, by their types. */
record StandardListener(EventCounts counts)
        implements CacheEntryCreatedListener<String, Row>,
                CacheEntryUpdatedListener<String, Row>,
                CacheEntryRemovedListener<String, Row>,
                CacheEntryExpiredListener<String, Row> {
    static final String CREATED = "created";
    static final String UPDATED = "updated";
    static final String REMOVED = "removed";
    static final String EXPIRED = "expired";

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Row>> events) {
        events.forEach(event -> counts.add(CREATED));
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends Row>> events) {
        events.forEach(event -> counts.add(UPDATED));
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends Row>> events) {
        events.forEach(event -> counts.add(REMOVED));
    }

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends Row>> events) {
        events.forEach(event -> counts.add(EXPIRED));
    }
}
