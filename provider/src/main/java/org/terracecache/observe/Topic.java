package org.terracecache.observe;

import java.util.List;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.Cleared;
import org.terracecache.event.Deleted;
import org.terracecache.event.EventType;
import org.terracecache.event.EventsDropped;
import org.terracecache.event.Evicted;
import org.terracecache.event.Expired;
import org.terracecache.event.Hit;
import org.terracecache.event.ListenerFailed;
import org.terracecache.event.LoadFailed;
import org.terracecache.event.LoadJoined;
import org.terracecache.event.LoadSucceeded;
import org.terracecache.event.LoadSuperseded;
import org.terracecache.event.Miss;
import org.terracecache.event.Written;

/**
 * What there is to hear, as numbers: one for each {@link Kind}, and two for the troubles of listeners, which arise here and
 * not in the core. An interest has three bits for each, one per {@link Audience}.
 */
final class Topic {
    static final int LISTENER_FAILED = Kind.values().length;
    static final int EVENTS_DROPPED = LISTENER_FAILED + 1;
    static final int COUNT = EVENTS_DROPPED + 1;

    private static final List<Class<?>> EVENTS = List.of(
            Hit.class,
            Miss.class,
            Written.class,
            Written.class,
            Deleted.class,
            Expired.class,
            Evicted.class,
            LoadSucceeded.class,
            LoadFailed.class,
            LoadJoined.class,
            LoadSuperseded.class,
            Cleared.class,
            ListenerFailed.class,
            EventsDropped.class);

    private Topic() {}

    static long mask(int topic, int audiences) {
        return (long) audiences << (3 * topic);
    }

    /** What a listener of that type hears at the hub of that audience. Troubles are told at the general hub only. */
    static long mask(EventType<?> type, int audience) {
        int topics = audience == Audience.GENERAL ? COUNT : LISTENER_FAILED;
        long mask = 0;
        for (int topic = 0; topic < topics; topic++) {
            if (type.eventClass().isAssignableFrom(EVENTS.get(topic))) {
                mask |= mask(topic, audience);
            }
        }
        return mask;
    }

    static int of(CacheEvent<?, ?> trouble) {
        return trouble instanceof ListenerFailed ? LISTENER_FAILED : EVENTS_DROPPED;
    }
}
