package org.terracecache.observe;

import java.util.List;
import org.terracecache.event.BusConnected;
import org.terracecache.event.BusDisconnected;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.Cleared;
import org.terracecache.event.Deleted;
import org.terracecache.event.DeserializationFailed;
import org.terracecache.event.EventType;
import org.terracecache.event.EventsDropped;
import org.terracecache.event.Evicted;
import org.terracecache.event.Expired;
import org.terracecache.event.GapDetected;
import org.terracecache.event.Hit;
import org.terracecache.event.ListenerFailed;
import org.terracecache.event.LoadFailed;
import org.terracecache.event.LoadJoined;
import org.terracecache.event.LoadSucceeded;
import org.terracecache.event.LoadSuperseded;
import org.terracecache.event.MessagePublished;
import org.terracecache.event.MessageReceived;
import org.terracecache.event.Miss;
import org.terracecache.event.NodeJoined;
import org.terracecache.event.NodeLeft;
import org.terracecache.event.RemoteFailed;
import org.terracecache.event.RemoteTimedOut;
import org.terracecache.event.Resynchronized;
import org.terracecache.event.SerializationFailed;
import org.terracecache.event.Suspected;
import org.terracecache.event.Written;

/**
 * What there is to hear, as numbers: one for each {@link Kind}, and two for the troubles of listeners, which arise here and
 * not in the core. An interest has a bit for each {@link Audience} that a topic has.
 */
final class Topic {
    static final int LISTENER_FAILED = Kind.values().length;
    static final int EVENTS_DROPPED = LISTENER_FAILED + 1;
    static final int COUNT = EVENTS_DROPPED + 1;

    /** The highest bits of an interest say other things. */
    static final int MAXIMUM_BITS = 60;

    private static final int READS = Audience.GENERAL | Audience.MEMORY | Audience.REMOTE;
    private static final int CHANGES = READS | Audience.STANDARD;

    private static final List<Row> ROWS = List.of(
            new Row(Hit.class, READS),
            new Row(Miss.class, READS),
            new Row(Written.class, CHANGES),
            new Row(Written.class, CHANGES),
            new Row(Deleted.class, CHANGES),
            new Row(Expired.class, CHANGES),
            new Row(Evicted.class, Audience.GENERAL | Audience.MEMORY),
            new Row(LoadSucceeded.class, Audience.GENERAL),
            new Row(LoadFailed.class, Audience.GENERAL),
            new Row(LoadJoined.class, Audience.GENERAL),
            new Row(LoadSuperseded.class, Audience.GENERAL),
            new Row(Cleared.class, Audience.GENERAL),
            new Row(SerializationFailed.class, Audience.REMOTE),
            new Row(DeserializationFailed.class, Audience.REMOTE),
            new Row(RemoteFailed.class, Audience.REMOTE),
            new Row(RemoteTimedOut.class, Audience.REMOTE),
            new Row(MessagePublished.class, Audience.BUS),
            new Row(MessageReceived.class, Audience.BUS),
            new Row(BusConnected.class, Audience.BUS),
            new Row(BusDisconnected.class, Audience.BUS),
            new Row(GapDetected.class, Audience.BUS),
            new Row(Suspected.class, Audience.BUS),
            new Row(Resynchronized.class, Audience.BUS),
            new Row(NodeJoined.class, Audience.BUS),
            new Row(NodeLeft.class, Audience.BUS),
            new Row(ListenerFailed.class, Audience.GENERAL),
            new Row(EventsDropped.class, Audience.GENERAL));

    private static final long[] MASKS = masks();

    /** What goes wrong with the remote layer. */
    static final long TROUBLES = mask(Kind.SERIALIZATION_FAILED.index(), Audience.REMOTE)
            | mask(Kind.DESERIALIZATION_FAILED.index(), Audience.REMOTE)
            | mask(Kind.REMOTE_FAILED.index(), Audience.REMOTE)
            | mask(Kind.REMOTE_TIMED_OUT.index(), Audience.REMOTE);

    /** What is told by threads that are not an operation's, so that nobody waits for who hears it. */
    static final long APART = all(Audience.BUS) | TROUBLES;

    private Topic() {}

    /** The event that a topic becomes, and who may hear it. */
    private record Row(Class<?> event, int audiences) {}

    private static long[] masks() {
        long[] masks = new long[COUNT * Audience.COUNT];
        int bits = 0;
        for (int topic = 0; topic < COUNT; topic++) {
            for (int audience = 1; audience < Audience.COUNT; audience <<= 1) {
                if ((ROWS.get(topic).audiences & audience) != 0) {
                    masks[topic * Audience.COUNT + audience] = 1L << bits++;
                }
            }
            for (int audiences = 1; audiences < Audience.COUNT; audiences++) {
                int one = Integer.lowestOneBit(audiences);
                masks[topic * Audience.COUNT + audiences] =
                        masks[topic * Audience.COUNT + one] | masks[topic * Audience.COUNT + (audiences - one)];
            }
        }
        if (bits > MAXIMUM_BITS) {
            throw new IllegalStateException("An interest has no room for " + bits + " bits");
        }
        return masks;
    }

    private static long all(int audience) {
        long mask = 0;
        for (int topic = 0; topic < COUNT; topic++) {
            mask |= mask(topic, audience);
        }
        return mask;
    }

    static long mask(int topic, int audiences) {
        return MASKS[topic * Audience.COUNT + audiences];
    }

    /** What a listener of that type hears at the hub of that audience. */
    static long mask(EventType<?> type, int audience) {
        long mask = 0;
        for (int topic = 0; topic < COUNT; topic++) {
            if (type.eventClass().isAssignableFrom(ROWS.get(topic).event)) {
                mask |= mask(topic, audience);
            }
        }
        return mask;
    }

    static int of(CacheEvent<?, ?> trouble) {
        return trouble instanceof ListenerFailed ? LISTENER_FAILED : EVENTS_DROPPED;
    }
}
