package org.terracecache.bus;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The heartbeats that were sent and may still come back. Bounded. Safe for use by many threads. */
final class Heartbeats {
    /** A bound for senders that forget themselves; those older than a lease are of no use anyway. */
    private static final int MAX = 4096;

    private final Map<Long, Sent> sent = new LinkedHashMap<>();
    private final long leaseNanos;
    private long sequence;

    Heartbeats(long leaseNanos) {
        this.leaseNanos = leaseNanos;
    }

    /** A heartbeat that was sent. */
    static final class Sent {
        private final long sequence;
        private final long nanos;
        private final long[] known;

        private Sent(long sequence, long nanos, long[] known) {
            this.sequence = sequence;
            this.nanos = nanos;
            this.known = known;
        }

        /** When it was sent. */
        long nanos() {
            return nanos;
        }

        /** Whether it asks about a bucket. */
        boolean asksAbout(int bucket) {
            return bucket < known.length && known[bucket] >= 0;
        }

        /** What a bucket that it asks about holds against it. */
        HeartbeatTerms terms(int bucket) {
            return new HeartbeatTerms(sequence, known[bucket]);
        }
    }

    /**
     * A heartbeat is sent.
     *
     * @param known per bucket, the highest version known now; -1 for buckets that it does not ask about
     */
    synchronized void send(long nonce, long nowNanos, long[] known) {
        Iterator<Sent> oldest = sent.values().iterator();
        while (oldest.hasNext() && (nowNanos - oldest.next().nanos() > leaseNanos || sent.size() >= MAX)) {
            oldest.remove();
        }
        sent.put(nonce, new Sent(sequence++, nowNanos, known));
    }

    /** The sequence number of the next heartbeat. */
    synchronized long next() {
        return sequence;
    }

    /** Gives what is known of a heartbeat that came back, once; null if it is none of ours, or came back before. */
    synchronized @Nullable Sent take(long nonce) {
        return sent.remove(nonce);
    }
}
