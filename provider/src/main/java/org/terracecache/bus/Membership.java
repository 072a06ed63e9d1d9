package org.terracecache.bus;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The nodes that have announced themselves, each believed for as long as it said. Bounded; has no clock of its own. Safe for use by many
 * threads. Nothing may be null.
 */
public final class Membership {
    /** More nodes than that are somebody's bad joke. */
    static final int MAX = 4096;

    private static final long MAX_LIFE_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final Map<String, Long> deadlines = new HashMap<>();
    private final Signals signals;

    /** Nobody has been heard yet. The listener hears who joins and leaves, and what could not be understood. */
    public Membership(BusListener listener) {
        this.signals = new Signals(listener);
    }

    /** Bytes arrived on the channel where nodes announce themselves. */
    public void receive(byte[] bytes, long nowNanos) {
        try {
            hear(Announcement.decode(bytes), nowNanos, signals);
        } catch (UndecodableException e) {
            signals.add(new BusSignal.Undecodable(-1, "announcement: " + e.reason()));
        }
        signals.tell();
    }

    /** Takes nodes that have been silent for too long for gone. To be called now and then. */
    public void expire(long nowNanos) {
        expire(nowNanos, signals);
        signals.tell();
    }

    /** The names of the nodes that are there, this one included once it has heard itself; sorted, the caller's own. */
    public synchronized Set<String> nodes() {
        return new TreeSet<>(deadlines.keySet());
    }

    private synchronized void hear(Announcement announcement, long nowNanos, Signals signals) {
        String node = announcement.node();
        if (announcement.leaving()) {
            if (deadlines.remove(node) != null) {
                signals.add(new BusSignal.Left(node, true));
            }
            return;
        }
        if (deadlines.size() >= MAX && !deadlines.containsKey(node)) {
            signals.add(new BusSignal.Undecodable(-1, "announcement: too many nodes"));
            return;
        }
        long life = TimeUnit.MILLISECONDS.toNanos(Math.min(announcement.lifeMillis(), MAX_LIFE_MILLIS));
        if (deadlines.put(node, nowNanos + life) == null) {
            signals.add(new BusSignal.Joined(node));
        }
    }

    private synchronized void expire(long nowNanos, Signals signals) {
        Iterator<Map.Entry<String, Long>> all = deadlines.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Long> each = all.next();
            if (each.getValue() - nowNanos <= 0) {
                all.remove();
                signals.add(new BusSignal.Left(each.getKey(), false));
            }
        }
    }
}
