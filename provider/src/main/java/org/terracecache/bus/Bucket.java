package org.terracecache.bus;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.terracecache.bus.BusSignal.Cause;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/**
 * What a node knows of one bucket. Its monitor guards this, and what is done to memory because of it, so that a verdict and what
 * follows are one step. Hits read the generation and the lease without it.
 *
 * <p>Entries are never searched for: what is in memory carries the generation in which its request began, and raising the generation makes
 * all of it suspect at once.
 */
final class Bucket {
    private final int number;
    private final String node;
    private final long leaseNanos;
    private final Set<Rule> rules;
    private final Replica replica;
    private final Map<String, Slice> slices = new HashMap<>();
    private final Position position;
    private final Subscription subscription;
    private final Learning learning;
    private final InstallRule installRule;
    private volatile long generation = 1;
    private volatile long leaseEndNanos;

    Bucket(int number, NodeSettings settings, Set<Rule> rules, Replica replica, long nowNanos) {
        this.number = number;
        this.node = settings.node();
        this.leaseNanos = settings.leaseNanos();
        this.rules = rules;
        this.replica = replica;
        this.position = new Position(rules);
        this.subscription = new Subscription(rules);
        this.learning = new Learning(rules, replica);
        this.installRule = new InstallRule(rules, replica);
        this.leaseEndNanos = nowNanos;
    }

    int number() {
        return number;
    }

    long generation() {
        return generation;
    }

    boolean holdsLease(long nowNanos) {
        return leaseEndNanos - nowNanos > 0;
    }

    /** Whether that was no longer ago than a node may believe what it heard. */
    boolean isWithinLease(long nanos, long nowNanos) {
        return nowNanos - nanos <= leaseNanos;
    }

    synchronized Slice open(String cache) {
        Slice slice = slices.computeIfAbsent(cache, name -> new Slice(name, this));
        slice.open();
        return slice;
    }

    /** Requests of a closed cache that are under way install nothing. */
    synchronized void close(String cache) {
        Slice slice = slices.get(cache);
        if (slice != null && slice.close()) {
            slices.remove(cache);
        }
    }

    // ---- requests

    /** A request is about to be sent. */
    synchronized Request begin(Slice slice, @Nullable KeyBytes key) {
        InFlight.Bar bar = key != null ? slice.inFlight().enter(key) : null;
        return new Request(slice, key, bar, generation, position.known(), subscription.epoch());
    }

    /** A request about a key was answered. Returns whether the answer was installed. */
    synchronized boolean end(
            Request request, ReplyHead head, Answer answer, @Nullable Installation installation, Signals signals) {
        KeyBytes key = request.key();
        if (key == null) {
            throw new IllegalArgumentException("The request is not about a key");
        }
        if (request.hasEnded() || request.slice().isClosed()) {
            request.end();
            return false;
        }
        boolean counts = counts(request, head, signals);
        if (counts && answer.kind() == Answer.Kind.WRITTEN && !rules.contains(Rule.CHAIN_BUS)) {
            position.takeForSeen(answer.version());
        }
        if (answer.kind() != Answer.Kind.UNCHANGED) {
            learning.byReply(request.slice(), key, answer, counts);
        }
        boolean installed = counts && installation != null && installRule.allows(request, key, answer, generation);
        if (installed && installation != null) {
            installation.install(rules.contains(Rule.GEN) ? request.generation() : generation);
        }
        request.end();
        return installed;
    }

    /** This node's own clear was answered. */
    synchronized void endClear(Request request, ReplyHead head, Version version, Signals signals) {
        if (request.end()) {
            counts(request, head, signals);
            learning.clear(request.slice(), version.number());
        }
    }

    /** This node's own removal of a tag was answered. */
    synchronized void endTagRemoval(Request request, ReplyHead head, String tag, Version version, Signals signals) {
        if (request.end()) {
            counts(request, head, signals);
            learning.removeTag(request.slice(), tag, version.number());
        }
    }

    /** Nobody knows what became of a request: what memory holds of its key may be older or not. It stays registered. */
    synchronized void doubt(Request request) {
        KeyBytes key = request.key();
        if (key != null) {
            replica.dropOlder(request.slice().cache(), key, Long.MAX_VALUE);
            replica.detachLoad(request.slice().cache(), key, Long.MAX_VALUE);
        }
    }

    synchronized void abandon(Request request) {
        request.end();
    }

    /**
     * Whether an answer is from the server that is listened to, and from a time that is not over. Any other still shows that
     * what memory holds may be of another past than the caller has seen now.
     */
    private boolean counts(Request request, ReplyHead head, Signals signals) {
        if (!subscription.covers(request, head)) {
            if (position.contradicts(head, request.known())) {
                suspect(Cause.ROLLBACK, signals);
            }
            return false;
        }
        switch (position.answer(head, request.known())) {
            case BEHIND -> discard(Cause.ROLLBACK, signals);
            case ELSEWHERE -> suspect(Cause.INCARNATION, signals);
            default -> {
                return true;
            }
        }
        return false;
    }

    // ---- connections

    /** Channels are about to be subscribed to on a new connection; the old one counts as lost. Returns whether there was one. */
    synchronized boolean connect(long connection, long nowNanos) {
        return subscription.connect(connection, nowNanos);
    }

    /** All subscriptions of the connection are confirmed, and the positions are about to be asked for. */
    synchronized boolean ask(long connection, String server) {
        return subscription.ask(connection, server, position.known());
    }

    /** The store has told the bucket's position. Returns false if that does not belong to the connection's server. */
    synchronized boolean resynchronize(long connection, ReplyHead head, long firstHeartbeat, Signals signals) {
        if (!subscription.isAsking(connection)) {
            return true;
        }
        if (!subscription.isOn(head.server())) {
            return false;
        }
        boolean overflow = subscription.resynchronized(firstHeartbeat);
        boolean first = position.isStart();
        Position.Verdict verdict = position.moveTo(head.incarnation(), head.last(), subscription.knownBefore());
        if (first || !rules.contains(Rule.RESYNC)) {
            verdict = Position.Verdict.EXPECTED;
        }
        if (overflow && verdict == Position.Verdict.EXPECTED) {
            verdict = Position.Verdict.AHEAD;
        }
        signals.add(new BusSignal.Resynchronized(number, consequence(verdict, Cause.RECONNECT, signals)));
        Message message;
        while ((message = subscription.nextWaiting()) != null) {
            apply(message, signals);
        }
        return true;
    }

    /** The connection is gone. Returns whether the bucket was heard on it. */
    synchronized boolean disconnect(long connection) {
        return subscription.disconnect(connection);
    }

    /** Whether the connection has been there for longer than a lease, but the bus has not been heard for that long. */
    synchronized boolean isDeaf(long leaseNanos, long nowNanos) {
        return !holdsLease(nowNanos) && subscription.isOlderThan(leaseNanos, nowNanos);
    }

    // ---- what is heard

    /** A message arrived on a connection. */
    synchronized void receive(long connection, Message message, Signals signals) {
        if (subscription.admits(connection, message)) {
            apply(message, signals);
        }
    }

    /** Something arrived on a connection that cannot be understood. */
    synchronized void receiveGarbage(long connection, Signals signals) {
        if (subscription.isOf(connection)) {
            suspect(Cause.GAP, signals);
        }
    }

    /** What is known before a heartbeat is sent. */
    synchronized long known() {
        return position.known();
    }

    /** A heartbeat came back; messages before it have been applied. */
    synchronized void receive(
            long connection, Heartbeat.Position told, HeartbeatTerms terms, long leaseEnd, Signals signals) {
        if (!subscription.admitsHeartbeat(connection, terms.sequence())) {
            return;
        }
        if (rules.contains(Rule.HB_LAST)) {
            Version seen = position.seen();
            Position.Verdict verdict = position.moveTo(told.incarnation(), told.last(), terms.known());
            if (verdict == Position.Verdict.AHEAD) {
                signals.add(new BusSignal.Gap(number, seen, told.last()));
            }
            consequence(verdict, Cause.GAP, signals);
        }
        if (leaseEnd - leaseEndNanos > 0) {
            leaseEndNanos = leaseEnd;
        }
    }

    /** The machine was suspended. */
    synchronized void suspectAfterSuspension(Signals signals) {
        suspect(Cause.SUSPENSION, signals);
    }

    /** Guarded by the monitor, like all that follow. */
    private void apply(Message message, Signals signals) {
        Version seen = position.seen();
        switch (position.follow(message)) {
            case ELSEWHERE -> discard(Cause.INCARNATION, signals);
            case AHEAD -> {
                signals.add(new BusSignal.Gap(number, seen, message.previous()));
                suspect(Cause.GAP, signals);
            }
            default -> {
                // As it should be.
            }
        }
        boolean own = message.origin().equals(node);
        Slice slice = slices.get(message.cache());
        if (slice != null && (!own || rules.contains(Rule.OWN))) {
            learning.byMessage(slice, message);
        }
        signals.add(new BusSignal.Received(message, own));
    }

    private BusSignal.Outcome consequence(Position.Verdict verdict, Cause ahead, Signals signals) {
        return switch (verdict) {
            case EXPECTED -> BusSignal.Outcome.KEPT;
            case AHEAD -> {
                suspect(ahead, signals);
                yield BusSignal.Outcome.SUSPECT;
            }
            case BEHIND -> {
                discard(Cause.ROLLBACK, signals);
                yield BusSignal.Outcome.DISCARDED;
            }
            case ELSEWHERE -> {
                discard(Cause.INCARNATION, signals);
                yield BusSignal.Outcome.DISCARDED;
            }
        };
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written with the monitor held.
    private void suspect(Cause cause, Signals signals) {
        generation++;
        signals.add(new BusSignal.Suspected(number, cause));
    }

    /** The generation rises first: a hit that still finds the old watermark finds itself in an old generation. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Written with the monitor held.
    private void discard(Cause cause, Signals signals) {
        generation++;
        slices.values().forEach(Slice::reset);
        replica.bucketCleared(number);
        signals.add(new BusSignal.Discarded(number, cause));
    }
}
