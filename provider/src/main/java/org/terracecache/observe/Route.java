package org.terracecache.observe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who hears one kind of signal. Its arrays are read only: they are iterated at each signal. */
final class Route {
    static final Route NOBODY = new Route(List.of(), true);

    private final Channel[] bare;
    private final Channel[] timed;
    private final Subscriber[] synchronous;
    private final boolean needsTime;

    /** {@code awaited}: whether synchronous listeners are waited for. */
    Route(List<Subscriber> hearers, boolean awaited) {
        List<Channel> takingSignals = new ArrayList<>();
        List<Channel> takingOccurrences = new ArrayList<>();
        List<Subscriber> waitedFor = new ArrayList<>();
        for (Subscriber subscriber : hearers) {
            @Nullable Channel channel = subscriber.channel();
            if (channel == null || (awaited && subscriber.options().synchronous())) {
                waitedFor.add(subscriber);
            } else {
                (subscriber.isTimed() ? takingOccurrences : takingSignals).add(channel);
            }
        }
        bare = takingSignals.toArray(Channel[]::new);
        timed = takingOccurrences.toArray(Channel[]::new);
        synchronous = waitedFor.toArray(Subscriber[]::new);
        needsTime = hearers.stream().anyMatch(Subscriber::isTimed);
    }

    /** Channels that take the signal as it is. */
    Channel[] bare() {
        return bare;
    }

    /** Channels that take an occurrence. */
    Channel[] timed() {
        return timed;
    }

    /** Listeners for whom the operation waits. */
    Subscriber[] synchronous() {
        return synchronous;
    }

    /** Whether any of them wants to know when it happened. */
    boolean needsTime() {
        return needsTime;
    }

    boolean isBare() {
        return timed.length + synchronous.length == 0;
    }
}
