package org.terracecache.bus;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.terracecache.entry.ReplyHead;

/**
 * On which connection a bucket is heard, and how far that has come: connecting, asking, hearing. Messages that arrive before the store's
 * answer about its position wait for it [buffer], those of an abandoned connection count no more. Guarded by the bucket's monitor.
 */
final class Subscription {
    /** More messages than that are not kept: the answer then makes everything suspect. */
    static final int MAX_WAITING = 10_000;

    private enum State {
        LOST,
        CONNECTING,
        ASKING,
        HEARING
    }

    private final Set<Rule> rules;
    private final Queue<Message> waiting = new ArrayDeque<>();
    private State state = State.LOST;
    private long connection;
    private @Nullable String server;
    private long sinceNanos;
    private long epoch;
    private long knownBefore;
    private long firstHeartbeat;
    private boolean overflow;

    Subscription(Set<Rule> rules) {
        this.rules = rules;
    }

    /**
     * How often it was lost or made anew. A request that began without a subscription and is answered with one counts no more, either: the
     * server may have been replaced in between, and nobody would have told.
     */
    long epoch() {
        return epoch;
    }

    /** The highest version that was known before the store was asked for its position [known]. */
    long knownBefore() {
        return rules.contains(Rule.KNOWN) ? knownBefore : 0;
    }

    boolean connect(long newConnection, long nowNanos) {
        boolean lost = state != State.LOST;
        lose();
        epoch++;
        state = State.CONNECTING;
        connection = newConnection;
        server = null;
        sinceNanos = nowNanos;
        return lost;
    }

    boolean ask(long ofConnection, String itsServer, long known) {
        if (state != State.CONNECTING || connection != ofConnection) {
            return false;
        }
        state = State.ASKING;
        server = itsServer;
        knownBefore = known;
        return true;
    }

    boolean isAsking(long ofConnection) {
        return state == State.ASKING && connection == ofConnection;
    }

    /** Whether something of a connection still counts. */
    boolean isOf(long ofConnection) {
        return state != State.LOST && connection == ofConnection;
    }

    boolean isOn(String someServer) {
        return someServer.equals(server);
    }

    /** The store has answered. Returns whether messages were thrown away meanwhile. */
    boolean resynchronized(long firstValidHeartbeat) {
        state = State.HEARING;
        firstHeartbeat = firstValidHeartbeat;
        return overflow;
    }

    @Nullable Message nextWaiting() {
        return waiting.poll();
    }

    boolean disconnect(long ofConnection) {
        if (!isOf(ofConnection)) {
            return false;
        }
        lose();
        return true;
    }

    private void lose() {
        if (state != State.LOST) {
            epoch++;
        }
        state = State.LOST;
        waiting.clear();
        overflow = false;
    }

    boolean isOlderThan(long nanos, long nowNanos) {
        return state != State.LOST && nowNanos - sinceNanos >= nanos;
    }

    /** Whether a message is to be applied now; if it has to wait, keeps it. */
    boolean admits(long ofConnection, Message message) {
        if (!isOf(ofConnection)) {
            return false;
        }
        if (state == State.HEARING || !rules.contains(Rule.BUFFER)) {
            return true;
        }
        if (waiting.size() >= MAX_WAITING) {
            waiting.clear();
            overflow = true;
        }
        waiting.add(message);
        return false;
    }

    /** A heartbeat that was sent before the positions were compared may be older than they are. */
    boolean admitsHeartbeat(long ofConnection, long sequence) {
        return state == State.HEARING && connection == ofConnection && sequence >= firstHeartbeat;
    }

    /** Whether a reply may say anything about what is heard: no subscription was lost meanwhile [epoch], same server [run_id]. */
    boolean covers(Request request, ReplyHead head) {
        return (request.epoch() == epoch || !rules.contains(Rule.EPOCH))
                && (isOn(head.server()) || !rules.contains(Rule.RUN_ID));
    }
}
