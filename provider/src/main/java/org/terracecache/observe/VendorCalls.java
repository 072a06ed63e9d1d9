package org.terracecache.observe;

import javax.cache.event.CacheEntryListener;
import org.terracecache.event.BusEvent;
import org.terracecache.event.CacheBusListener;
import org.terracecache.event.CacheClearedListener;
import org.terracecache.event.CacheEntryDeletedListener;
import org.terracecache.event.CacheEntryEvictedListener;
import org.terracecache.event.CacheEntryHitListener;
import org.terracecache.event.CacheEntryMissListener;
import org.terracecache.event.CacheEntryWrittenListener;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.CacheEventListener;
import org.terracecache.event.CacheListenerTroubleListener;
import org.terracecache.event.CacheLoadListener;
import org.terracecache.event.CacheRemoteTroubleListener;
import org.terracecache.event.Cleared;
import org.terracecache.event.Deleted;
import org.terracecache.event.DeserializationFailed;
import org.terracecache.event.EventsDropped;
import org.terracecache.event.Evicted;
import org.terracecache.event.Hit;
import org.terracecache.event.ListenerFailed;
import org.terracecache.event.LoadFailed;
import org.terracecache.event.LoadJoined;
import org.terracecache.event.LoadSucceeded;
import org.terracecache.event.LoadSuperseded;
import org.terracecache.event.Miss;
import org.terracecache.event.RemoteFailed;
import org.terracecache.event.RemoteTimedOut;
import org.terracecache.event.SerializationFailed;
import org.terracecache.event.Written;

/** Calls of Terrace's own sub-interfaces of the standard's listener interface. */
final class VendorCalls<K, V> {
    private final CacheEntryListener<? super K, ? super V> listener;

    VendorCalls(CacheEntryListener<? super K, ? super V> listener) {
        this.listener = listener;
    }

    /** Evictions are the memory layer's business and reach their listeners from there. */
    static long mask(CacheEntryListener<?, ?> listener) {
        long mask = 0;
        mask |= listener instanceof CacheEntryHitListener ? general(Kind.HIT) : 0;
        mask |= listener instanceof CacheEntryMissListener ? general(Kind.MISS) : 0;
        mask |= listener instanceof CacheEntryWrittenListener ? general(Kind.CREATED, Kind.UPDATED) : 0;
        mask |= listener instanceof CacheEntryDeletedListener ? general(Kind.REMOVED) : 0;
        mask |= listener instanceof CacheClearedListener ? general(Kind.CLEARED) : 0;
        mask |= listener instanceof CacheEntryEvictedListener
                ? Topic.mask(Kind.EVICTED.index(), Audience.GENERAL | Audience.MEMORY)
                : 0;
        mask |= listener instanceof CacheLoadListener
                ? general(Kind.LOAD_SUCCEEDED, Kind.LOAD_FAILED, Kind.LOAD_JOINED, Kind.LOAD_SUPERSEDED)
                : 0;
        mask |= listener instanceof CacheListenerTroubleListener
                ? Topic.mask(Topic.LISTENER_FAILED, Audience.GENERAL)
                        | Topic.mask(Topic.EVENTS_DROPPED, Audience.GENERAL)
                : 0;
        mask |= listener instanceof CacheBusListener ? Topic.mask(BusEvent.type(), Audience.BUS) : 0;
        mask |= listener instanceof CacheRemoteTroubleListener ? Topic.TROUBLES : 0;
        mask |= listener instanceof CacheEventListener ? Topic.mask(CacheEvent.type(), Audience.GENERAL) : 0;
        return mask;
    }

    private static long general(Kind... kinds) {
        long mask = 0;
        for (Kind kind : kinds) {
            mask |= Topic.mask(kind.index(), Audience.GENERAL);
        }
        return mask;
    }

    /** Tells an event; who hears everything hears what the general hub tells. */
    void tell(CacheEvent<K, V> event, boolean general) {
        if (event instanceof Hit<K, V> hit && listener instanceof CacheEntryHitListener<?, ?> ears) {
            VendorCalls.<CacheEntryHitListener<K, V>>cast(ears).onHit(hit);
        } else if (event instanceof Miss<K, V> miss && listener instanceof CacheEntryMissListener<?, ?> ears) {
            VendorCalls.<CacheEntryMissListener<K, V>>cast(ears).onMiss(miss);
        } else if (event instanceof Written<K, V> written && listener instanceof CacheEntryWrittenListener<?, ?> ears) {
            VendorCalls.<CacheEntryWrittenListener<K, V>>cast(ears).onWritten(written);
        } else if (event instanceof Deleted<K, V> deleted && listener instanceof CacheEntryDeletedListener<?, ?> ears) {
            VendorCalls.<CacheEntryDeletedListener<K, V>>cast(ears).onDeleted(deleted);
        } else if (event instanceof Evicted<K, V> evicted && listener instanceof CacheEntryEvictedListener<?, ?> ears) {
            VendorCalls.<CacheEntryEvictedListener<K, V>>cast(ears).onEvicted(evicted);
        } else if (event instanceof Cleared<K, V> cleared && listener instanceof CacheClearedListener<?, ?> ears) {
            VendorCalls.<CacheClearedListener<K, V>>cast(ears).onCleared(cleared);
        } else if (event instanceof BusEvent<K, V> told && listener instanceof CacheBusListener<?, ?> ears) {
            VendorCalls.<CacheBusListener<K, V>>cast(ears).onBusEvent(told);
        } else if (listener instanceof CacheLoadListener<?, ?> ears) {
            tellLoad(event, cast(ears));
        }
        if (listener instanceof CacheRemoteTroubleListener<?, ?> ears) {
            tellRemoteTrouble(event, cast(ears));
        }
        if (listener instanceof CacheListenerTroubleListener<?, ?> ears) {
            tellTrouble(event, cast(ears));
        }
        if (general && listener instanceof CacheEventListener<?, ?> ears) {
            VendorCalls.<CacheEventListener<K, V>>cast(ears).onEvent(event);
        }
    }

    private void tellLoad(CacheEvent<K, V> event, CacheLoadListener<K, V> ears) {
        if (event instanceof LoadSucceeded<K, V> succeeded) {
            ears.onLoadSucceeded(succeeded);
        } else if (event instanceof LoadFailed<K, V> failed) {
            ears.onLoadFailed(failed);
        } else if (event instanceof LoadJoined<K, V> joined) {
            ears.onLoadJoined(joined);
        } else if (event instanceof LoadSuperseded<K, V> superseded) {
            ears.onLoadSuperseded(superseded);
        }
    }

    private void tellRemoteTrouble(CacheEvent<K, V> event, CacheRemoteTroubleListener<K, V> ears) {
        if (event instanceof SerializationFailed<K, V> failed) {
            ears.onSerializationFailed(failed);
        } else if (event instanceof DeserializationFailed<K, V> failed) {
            ears.onDeserializationFailed(failed);
        } else if (event instanceof RemoteFailed<K, V> failed) {
            ears.onRemoteFailed(failed);
        } else if (event instanceof RemoteTimedOut<K, V> timedOut) {
            ears.onRemoteTimedOut(timedOut);
        }
    }

    private void tellTrouble(CacheEvent<K, V> event, CacheListenerTroubleListener<K, V> ears) {
        if (event instanceof ListenerFailed<K, V> failed) {
            ears.onListenerFailed(failed);
        } else if (event instanceof EventsDropped<K, V> dropped) {
            ears.onEventsDropped(dropped);
        }
    }

    /** A listener of supertypes of the keys and values may be told of these. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <L> L cast(CacheEntryListener<?, ?> ears) {
        return (L) ears;
    }
}
