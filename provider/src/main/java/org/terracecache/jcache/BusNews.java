package org.terracecache.jcache;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.bus.BusListener;
import org.terracecache.bus.BusSignal;
import org.terracecache.entry.Version;
import org.terracecache.event.BusConnected;
import org.terracecache.event.BusDisconnected;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.GapDetected;
import org.terracecache.event.NodeJoined;
import org.terracecache.event.NodeLeft;
import org.terracecache.event.Resynchronized;
import org.terracecache.event.Source;
import org.terracecache.event.Suspected;
import org.terracecache.observe.Kind;
import org.terracecache.observe.ManagerSignals;
import org.terracecache.spi.TimeSource;

/** Tells who listens, and the log, what a node hears of the bus and how. Messages themselves are the business of their caches. */
final class BusNews implements BusListener {
    private static final Logger LOG = LoggerFactory.getLogger(BusNews.class);
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ManagerSignals signals;
    private final String node;
    private final TimeSource time;
    private final Set<String> nodes = new HashSet<>();
    private final BitSet comparing = new BitSet();
    private int kept;
    private int suspect;
    private int discarded;
    private long disconnections;
    private long gaps;
    private long suspicions;
    private @Nullable Long lostNanos;
    private long nextWarningNanos;

    BusNews(ManagerSignals signals, TimeSource time) {
        this.signals = signals;
        this.node = signals.node();
        this.time = time;
        this.nextWarningNanos = time.nanoTime();
    }

    /** An event yet to be given its source. */
    private record News(Kind kind, Function<Source, CacheEvent<Object, Object>> event) {}

    @Override
    public void on(BusSignal signal) {
        if (signal instanceof BusSignal.Received) {
            LOG.trace("[node={}] {}", node, signal);
            return;
        }
        LOG.debug("[node={}] {}", node, signal);
        News news = newsOf(signal);
        if (news != null) {
            signals.tell(news.kind(), news.event());
        }
    }

    private synchronized @Nullable News newsOf(BusSignal signal) {
        if (signal instanceof BusSignal.Connected connected) {
            return connected(connected.buckets());
        } else if (signal instanceof BusSignal.Disconnected lost) {
            return disconnected(lost.buckets().cardinality());
        } else if (signal instanceof BusSignal.Resynchronized compared) {
            return compared(compared);
        } else if (signal instanceof BusSignal.Gap gap) {
            return gap(gap.bucket(), window(gap.seen(), gap.expected()), "a message did not come");
        } else if (signal instanceof BusSignal.Undecodable garbled) {
            return gap(garbled.bucket(), Duration.ZERO, "what came cannot be decoded: " + garbled.reason());
        } else if (signal instanceof BusSignal.Suspected suspected) {
            return suspected(suspected.bucket(), suspected.cause(), false);
        } else if (signal instanceof BusSignal.Discarded gone) {
            return suspected(gone.bucket(), gone.cause(), true);
        } else if (signal instanceof BusSignal.Joined joined) {
            nodes.add(joined.node());
            int count = nodes.size();
            return new News(Kind.NODE_JOINED, source -> new NodeJoined<>(source, joined.node(), count));
        } else if (signal instanceof BusSignal.Left left) {
            nodes.remove(left.node());
            int count = nodes.size();
            return new News(Kind.NODE_LEFT, source -> new NodeLeft<>(source, left.node(), left.goodbye(), count));
        }
        return null;
    }

    // ---- what follows is called with the monitor held

    private News connected(BitSet buckets) {
        comparing.clear();
        comparing.or(buckets);
        kept = 0;
        suspect = 0;
        discarded = 0;
        Duration window = sinceLoss();
        if (lostNanos != null) {
            LOG.info("[node={}] the bus is heard again, after {}", node, window);
        }
        int count = buckets.cardinality();
        return new News(Kind.BUS_CONNECTED, source -> new BusConnected<>(source, count, window));
    }

    private News disconnected(int buckets) {
        comparing.clear();
        if (lostNanos == null) {
            lostNanos = time.nanoTime();
        }
        long count = ++disconnections;
        if (!signals.isClosed()) {
            warn("the bus is not heard; memory is served until the lease is over, then Redis is asked", count);
        }
        return new News(Kind.BUS_DISCONNECTED, source -> new BusDisconnected<>(source, buckets, count));
    }

    /** One event for all buckets of a connection, when the last of them was compared. */
    private @Nullable News compared(BusSignal.Resynchronized told) {
        if (!comparing.get(told.bucket())) {
            return null;
        }
        comparing.clear(told.bucket());
        switch (told.outcome()) {
            case KEPT -> kept++;
            case SUSPECT -> suspect++;
            case DISCARDED -> discarded++;
        }
        if (!comparing.isEmpty()) {
            return null;
        }
        Duration window = sinceLoss();
        lostNanos = null;
        int right = kept;
        int asked = suspect;
        int gone = discarded;
        return new News(Kind.RESYNCHRONIZED, source -> new Resynchronized<>(source, right, asked, gone, window));
    }

    private Duration sinceLoss() {
        return lostNanos == null ? Duration.ZERO : Duration.ofNanos(time.nanoTime() - lostNanos);
    }

    private News gap(int bucket, Duration window, String reason) {
        long count = ++gaps;
        warn("messages were missed, so memory is compared with Redis before it is served (" + reason + ")", count);
        return new News(Kind.GAP_DETECTED, source -> new GapDetected<>(source, bucket, window, reason, count));
    }

    /** Versions are microseconds by the store's clock, unless writes come faster than these. */
    private static Duration window(Version seen, Version expected) {
        long micros = expected.number() - seen.number();
        return seen.number() == 0 || micros <= 0 ? Duration.ZERO : Duration.of(micros, ChronoUnit.MICROS);
    }

    private News suspected(int bucket, BusSignal.Cause cause, boolean gone) {
        Suspected.Reason reason = switch (cause) {
            case GAP -> Suspected.Reason.GAP;
            case RECONNECT -> Suspected.Reason.RECONNECT;
            case INCARNATION -> Suspected.Reason.NEW_STORE;
            case ROLLBACK -> Suspected.Reason.ROLLBACK;
            case SUSPENSION -> Suspected.Reason.SUSPENSION;
        };
        long count = ++suspicions;
        return new News(Kind.SUSPECTED, source -> new Suspected<>(source, bucket, reason, gone, count));
    }

    private void warn(String what, long count) {
        long now = time.nanoTime();
        if (now - nextWarningNanos >= 0) {
            nextWarningNanos = now + INTERVAL_NANOS;
            LOG.warn("[node={}] {}; so far {} times", node, what, count);
        }
    }
}
