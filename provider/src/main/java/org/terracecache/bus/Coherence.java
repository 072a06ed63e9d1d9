package org.terracecache.bus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/**
 * Keeps the memory layers of one node coherent with the store: told of every request and reply, of every connection, message and heartbeat, it
 * decides what memory may keep, take in and serve. It does nothing by itself: no I/O, no threads, no clock; times are {@code nanoTime} values
 * that the caller read.
 *
 * <p>Safe for use by many threads. What arrives on one connection is to be told in the order of its arrival. Nothing
 * may be null. Calls enter one bucket's monitor at a time and, with it held, the {@link Replica} only; the {@link BusListener} is called when no
 * monitor is held.
 */
public final class Coherence {
    private final NodeSettings settings;
    private final Set<Rule> rules;
    private final Signals signals;
    private final Bucket[] buckets;
    private final SuspensionWatch[] watches;
    private final Heartbeats heartbeats;

    /**
     * Makes a node's coherence, with nothing heard yet: nothing may be served.
     *
     * @param settings what is fixed
     * @param replica the memory layers
     * @param listener hears what happens
     * @param nowNanos the time
     */
    public Coherence(NodeSettings settings, Replica replica, BusListener listener, long nowNanos) {
        this(settings, replica, listener, nowNanos, EnumSet.allOf(Rule.class));
    }

    Coherence(NodeSettings settings, Replica replica, BusListener listener, long nowNanos, Set<Rule> rules) {
        this.settings = settings;
        this.rules = rules;
        this.signals = new Signals(listener);
        this.buckets = new Bucket[settings.buckets()];
        this.heartbeats = new Heartbeats(settings.leaseNanos());
        this.watches = new SuspensionWatch[settings.buckets()];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new Bucket(i, settings, rules, replica, nowNanos);
            watches[i] = new SuspensionWatch(settings.leaseNanos() / 3);
        }
    }

    // ---- caches

    /** Begins to keep a cache coherent. Gives its share of each bucket, by number; the same ones if it is open already. */
    public List<Slice> open(String cache) {
        List<Slice> slices = new ArrayList<>(buckets.length);
        for (Bucket bucket : buckets) {
            slices.add(bucket.open(cache));
        }
        return slices;
    }

    /**
     * Stops keeping a cache coherent: whatever memory holds of it must not be served any more. A cache that was opened several times stays open
     * until it was closed as often: one may be on its way out while the next one of its name is there.
     */
    public void close(String cache) {
        for (Bucket bucket : buckets) {
            bucket.close(cache);
        }
    }

    // ---- requests

    /**
     * A request about a key is about to be sent: a read, a revalidation or a mutation [inflight, inflight_w]. It has to be ended by one of
     * {@link #end}, {@link #doubt} and then {@link #abandon}, or {@link #abandon} alone if it was not sent.
     */
    public Request begin(Slice slice, KeyBytes key) {
        return slice.home().begin(slice, key);
    }

    /** A clear or the removal of a tag is about to be sent. */
    public Request beginForAll(Slice slice) {
        return slice.home().begin(slice, null);
    }

    /**
     * A request was answered about its key. Memory drops what is older, and takes the answer in if nothing speaks against it.
     *
     * @param request the request, which ends
     * @param head what the reply says about the bucket
     * @param answer what it says about the key
     * @param installation puts the answer into memory; called at most once, before this method returns
     * @return whether it was installed
     */
    public boolean end(Request request, ReplyHead head, Answer answer, Installation installation) {
        boolean installed = request.slice().home().end(request, head, answer, installation, signals);
        signals.tell();
        return installed;
    }

    /** Like {@link #end(Request, ReplyHead, Answer, Installation)} for answers that nobody wants to keep, or that came without the value. */
    public void end(Request request, ReplyHead head, Answer answer) {
        request.slice().home().end(request, head, answer, null, signals);
        signals.tell();
    }

    /** This node's clear was done, as that version. */
    public void endClear(Request request, ReplyHead head, Version version) {
        request.slice().home().endClear(request, head, version, signals);
        signals.tell();
    }

    /** This node's removal of a tag was done, as that version. */
    public void endTagRemoval(Request request, ReplyHead head, String tag, Version version) {
        request.slice().home().endTagRemoval(request, head, tag, version, signals);
        signals.tell();
    }

    /**
     * No reply came in time. What memory holds of the key is dropped; the request stays registered until the latest time at which
     * the store may run it is over: then {@link #abandon} it.
     */
    public void doubt(Request request) {
        request.slice().home().doubt(request);
    }

    /** A request ends without an answer that says anything. One that has ended already is left alone. */
    public void abandon(Request request) {
        request.slice().home().abandon(request);
    }

    // ---- connections

    /**
     * Channels of buckets are about to be subscribed to on a new connection. Where they were heard on another one, that one counts
     * as lost. What arrives from now on waits until {@link #resynchronize}, and nothing is installed before {@link #confirm}.
     *
     * @param connection a number that no other connection of this node had
     * @param nowNanos the time
     */
    public void connect(long connection, BitSet which, long nowNanos) {
        BitSet lost = new BitSet();
        which.stream().filter(i -> buckets[i].connect(connection, nowNanos)).forEach(lost::set);
        tellLost(lost);
    }

    /**
     * All subscriptions of a connection are confirmed. The positions of the buckets it gives are to be asked for now, not earlier [sub_first],
     * and told by {@link #resynchronize}.
     *
     * @param server the run id of the server that the connection is on
     */
    public BitSet confirm(long connection, String server) {
        BitSet asking = new BitSet();
        for (Bucket bucket : buckets) {
            if (bucket.ask(connection, server)) {
                asking.set(bucket.number());
            }
        }
        if (!asking.isEmpty()) {
            signals.add(new BusSignal.Connected((BitSet) asking.clone(), server));
            signals.tell();
        }
        return asking;
    }

    /**
     * The store has told a bucket's position. What memory holds of it is kept, made suspect or dropped, and messages that waited are
     * applied. From now on the bucket is heard; it is served from memory once a heartbeat that is sent after this came back.
     *
     * @return false if another server answered than the one that the connection is on: the connection is to be given up
     */
    public boolean resynchronize(long connection, int bucket, ReplyHead head) {
        boolean same = buckets[bucket].resynchronize(connection, head, heartbeats.next(), signals);
        signals.tell();
        return same;
    }

    /** A connection is gone, or given up. What still arrives from it counts no more. */
    public void disconnect(long connection) {
        BitSet lost = new BitSet();
        for (Bucket bucket : buckets) {
            if (bucket.disconnect(connection)) {
                lost.set(bucket.number());
            }
        }
        tellLost(lost);
    }

    /** A single bucket is not heard any more on a connection that stays: its channel was taken away. */
    public void disconnect(long connection, int bucket) {
        BitSet lost = new BitSet();
        if (buckets[bucket].disconnect(connection)) {
            lost.set(bucket);
        }
        tellLost(lost);
    }

    /**
     * The buckets whose connections have been silent for longer than a lease: a half-dead connection never reports itself, so they
     * are to be connected anew.
     */
    public BitSet deaf(long nowNanos) {
        BitSet deaf = new BitSet();
        for (Bucket bucket : buckets) {
            if (bucket.isDeaf(settings.leaseNanos(), nowNanos)) {
                deaf.set(bucket.number());
            }
        }
        return deaf;
    }

    private void tellLost(BitSet lost) {
        if (!lost.isEmpty()) {
            signals.add(new BusSignal.Disconnected(lost));
            signals.tell();
        }
    }

    // ---- what is heard

    /** Bytes arrived on a bucket's channel. What cannot be decoded, or says that it is another bucket's, counts as a message missed. */
    public void receive(long connection, int bucket, byte[] bytes) {
        try {
            Message message = Messages.decode(bytes);
            if (message.bucket() != bucket) {
                throw new UndecodableException("bucket: not the channel's");
            }
            buckets[bucket].receive(connection, message, signals);
        } catch (UndecodableException e) {
            signals.add(new BusSignal.Undecodable(bucket, e.reason()));
            buckets[bucket].receiveGarbage(connection, signals);
        }
        signals.tell();
    }

    /**
     * A heartbeat is about to be sent, which asks about some buckets.
     *
     * @param nonce a number that nobody can guess, and that no other heartbeat has
     */
    public void sendHeartbeat(long nonce, BitSet which, long nowNanos) {
        long[] known = new long[buckets.length];
        Arrays.fill(known, -1);
        which.stream().forEach(i -> known[i] = buckets[i].known());
        heartbeats.send(nonce, nowNanos, known);
    }

    /** Bytes arrived on the node's own channel. A heartbeat that was not sent by this node, or came back before, is ignored. */
    public void receiveHeartbeat(long connection, byte[] bytes, long nowNanos) {
        try {
            Heartbeat heartbeat = Heartbeat.decode(bytes);
            Heartbeats.Sent sent = heartbeats.take(heartbeat.nonce());
            if (sent != null && !wasSuspended(heartbeat, sent, nowNanos, signals)) {
                long start = rules.contains(Rule.LEASE_SEND) ? sent.nanos() : nowNanos;
                apply(connection, heartbeat, sent, start + settings.leaseNanos(), signals);
            }
        } catch (UndecodableException e) {
            signals.add(new BusSignal.Undecodable(-1, "heartbeat: " + e.reason()));
        }
        signals.tell();
    }

    private void apply(long connection, Heartbeat heartbeat, Heartbeats.Sent sent, long leaseEnd, Signals signals) {
        for (Heartbeat.Position told : heartbeat.buckets()) {
            if (sent.asksAbout(told.bucket())) {
                buckets[told.bucket()].receive(connection, told, sent.terms(told.bucket()), leaseEnd, signals);
            }
        }
    }

    /** Servers have clocks of their own, so each first bucket of a heartbeat has its own watch; one that notices speaks for all. */
    private boolean wasSuspended(Heartbeat heartbeat, Heartbeats.Sent sent, long nowNanos, Signals signals) {
        if (heartbeat.buckets().isEmpty() || heartbeat.buckets().get(0).bucket() >= buckets.length) {
            return false;
        }
        SuspensionWatch watch = watches[heartbeat.buckets().get(0).bucket()];
        if (!watch.wasSuspended(heartbeat.timeMicros(), sent.nanos(), nowNanos)) {
            return false;
        }
        for (int i = 0; i < buckets.length; i++) {
            watches[i].forget();
            buckets[i].suspectAfterSuspension(signals);
        }
        return true;
    }
}
