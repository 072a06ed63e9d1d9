package org.terracecache.simulator;

import org.terracecache.event.CacheClearedListener;
import org.terracecache.event.CacheEntryDeletedListener;
import org.terracecache.event.CacheEntryEvictedListener;
import org.terracecache.event.CacheEntryHitListener;
import org.terracecache.event.CacheEntryMissListener;
import org.terracecache.event.CacheEntryWrittenListener;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.CacheListenerTroubleListener;
import org.terracecache.event.CacheLoadListener;
import org.terracecache.event.Cause;
import org.terracecache.event.Cleared;
import org.terracecache.event.Deleted;
import org.terracecache.event.EventsDropped;
import org.terracecache.event.Evicted;
import org.terracecache.event.Hit;
import org.terracecache.event.ListenerFailed;
import org.terracecache.event.LoadFailed;
import org.terracecache.event.LoadJoined;
import org.terracecache.event.LoadSucceeded;
import org.terracecache.event.LoadSuperseded;
import org.terracecache.event.Miss;
import org.terracecache.event.Written;

/** Counts Terrace's own events, by their stable names; those of stores that a load made under a name of their own. */
record TerraceListener(EventCounts counts)
        implements CacheEntryHitListener<String, Row>,
                CacheEntryMissListener<String, Row>,
                CacheEntryWrittenListener<String, Row>,
                CacheEntryDeletedListener<String, Row>,
                CacheEntryEvictedListener<String, Row>,
                CacheClearedListener<String, Row>,
                CacheLoadListener<String, Row>,
                CacheListenerTroubleListener<String, Row> {
    static final String WRITTEN_BY_LOAD = Written.type().name() + " (load)";

    @Override
    public void onHit(Hit<String, Row> event) {
        count(event);
    }

    @Override
    public void onMiss(Miss<String, Row> event) {
        count(event);
    }

    @Override
    public void onWritten(Written<String, Row> event) {
        counts.add(event.cause() == Cause.LOAD ? WRITTEN_BY_LOAD : event.name());
    }

    @Override
    public void onDeleted(Deleted<String, Row> event) {
        count(event);
    }

    @Override
    public void onEvicted(Evicted<String, Row> event) {
        count(event);
    }

    @Override
    public void onCleared(Cleared<String, Row> event) {
        count(event);
    }

    @Override
    public void onLoadSucceeded(LoadSucceeded<String, Row> event) {
        count(event);
    }

    @Override
    public void onLoadFailed(LoadFailed<String, Row> event) {
        count(event);
    }

    @Override
    public void onLoadJoined(LoadJoined<String, Row> event) {
        count(event);
    }

    @Override
    public void onLoadSuperseded(LoadSuperseded<String, Row> event) {
        count(event);
    }

    @Override
    public void onListenerFailed(ListenerFailed<String, Row> event) {
        count(event);
    }

    @Override
    public void onEventsDropped(EventsDropped<String, Row> event) {
        counts.add(event.name(), event.count());
    }

    private void count(CacheEvent<String, Row> event) {
        counts.add(event.name());
    }
}
