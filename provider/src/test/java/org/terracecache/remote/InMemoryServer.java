package org.terracecache.remote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.terracecache.bus.Message;
import org.terracecache.bus.Messages;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/**
 * A store in memory that many nodes share, with a clock that stands still until it is moved, and the faults that a real one
 * has. One lock guards everything; nothing foreign runs under it.
 */
public final class InMemoryServer {
    private final KeyLayout layout;
    private final Random random;
    private final List<Ear> subscriptions = new ArrayList<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::nanos).thenComparingLong(Timer::number));
    private State state = new State();
    private Set<String> leftOut = Set.of();
    private boolean mute;
    private long tickMicros = 1;
    private String runId = "run-0";
    private int runs;
    private long timerNumber;
    private long nanos;
    private long wallOffsetMicros = 1_700_000_000_000_000L;

    /** Who hears what is published. */
    public interface Ear {
        /** Something was published; told under the server's lock, so only to be kept. */
        void offer(KeyBytes channel, byte[] bytes);

        /** Hands over what was kept. */
        void drain();

        /** The connection is gone. */
        void lose(String detail);
    }

    public InMemoryServer(KeyLayout layout, long seed) {
        this.layout = layout;
        this.random = new Random(seed);
    }

    /** Some rules of the protocol are not kept from now on: to show what they are for. */
    public void leaveOut(Set<String> rules) {
        leftOut = rules;
    }

    boolean keeps(String rule) {
        return !leftOut.contains(rule);
    }

    /** How coarse the clock is of which versions are made: a coarse one makes the same numbers again after writes were lost. */
    public void versionClock(long newTickMicros) {
        tickMicros = newTickMicros;
    }

    long versionMicros() {
        return timeMicros() / tickMicros * tickMicros;
    }

    public KeyLayout layout() {
        return layout;
    }

    /** The store's clock, in microseconds since the epoch. */
    public synchronized long timeMicros() {
        return nanos / 1_000 + wallOffsetMicros;
    }

    long timeMillis() {
        return timeMicros() / 1_000;
    }

    /** The clock that never steps, the one of nodes' {@code nanoTime}. */
    public synchronized long nanos() {
        return nanos;
    }

    public synchronized String runId() {
        return runId;
    }

    /** What a bucket's meta says, null if there is none. */
    public synchronized ReplyHead position(int bucket) {
        Meta meta = state.metas.get(bucket);
        return meta == null ? null : head(meta);
    }

    /** Whether there is a live entry with such a tag. */
    public synchronized boolean isAlive(int bucket, String cache, KeyBytes key, String tag) {
        return state.metas.containsKey(bucket)
                && new InMemoryOperations(this, "")
                                .read(Read.of(bucket, cache, key))
                                .values()
                                .get(0)
                        instanceof Values.Found found
                && found.entry().tags().contains(tag);
    }

    public synchronized State state() {
        return state;
    }

    // ---- faults

    /** Lets time pass: what is due meanwhile happens in its order. */
    public void advance(long byNanos) {
        long until = nanos() + byNanos;
        for (Timer due = due(until); due != null; due = due(until)) {
            due.task().run();
        }
        synchronized (this) {
            nanos = Math.max(nanos, until);
        }
    }

    private synchronized Timer due(long until) {
        Timer first = timers.peek();
        if (first == null || first.nanos() > until) {
            return null;
        }
        timers.remove();
        nanos = Math.max(nanos, first.nanos());
        return first;
    }

    /** Does something when the clock that never steps has reached a time. */
    public synchronized void at(long atNanos, Runnable task) {
        timers.add(new Timer(atNanos, timerNumber++, task));
    }

    /** Steps the store's clock, forward or back; the clock of nodes goes on. */
    public synchronized void stepClock(long micros) {
        wallOffsetMicros += micros;
    }

    public synchronized void evict(byte[] name) {
        state.strings.remove(KeyBytes.of(name));
        state.tickets.remove(KeyBytes.of(name));
        for (int bucket = 0; bucket < layout.buckets().count(); bucket++) {
            if (KeyBytes.of(layout.meta(bucket)).equals(KeyBytes.of(name))) {
                state.metas.remove(bucket);
            }
        }
    }

    public synchronized void flush() {
        state = new State();
    }

    /** Stores foreign bytes under a name. */
    synchronized void put(byte[] name, byte[] bytes) {
        state.strings.put(KeyBytes.of(name), bytes.clone());
    }

    synchronized byte[] get(byte[] name) {
        return state.strings.get(KeyBytes.of(name));
    }

    synchronized boolean hasTicket(byte[] name) {
        return state.tickets.containsKey(KeyBytes.of(name));
    }

    public synchronized State snapshot() {
        return state.copy();
    }

    /** Goes back to an earlier state, as after a failover that lost writes, on the same server. */
    synchronized void rollBack(State earlier) {
        state = earlier.copy();
    }

    /** Another state is there, on a server of that name; nobody is told. */
    public synchronized void become(State other, String newRunId) {
        state = other;
        runId = newRunId;
    }

    /** Does something as another server, which is asked by mistake and whom nobody hears. */
    public synchronized void elsewhere(State other, String otherRunId, Runnable action) {
        State here = state;
        String hereRunId = runId;
        become(other, otherRunId);
        mute = true;
        try {
            action.run();
        } finally {
            mute = false;
            become(here, hereRunId);
        }
    }

    /** Another server takes over with an earlier state: all subscriptions are lost. */
    void failOver(State earlier) {
        synchronized (this) {
            rollBack(earlier);
            runId = "run-" + ++runs;
        }
        cutSubscriptions();
    }

    void cutSubscriptions() {
        List<Ear> cut;
        synchronized (this) {
            cut = List.copyOf(subscriptions);
            subscriptions.clear();
        }
        cut.forEach(each -> each.lose("cut"));
    }

    // ---- for stores and buses

    public synchronized void join(Ear subscription) {
        subscriptions.add(subscription);
    }

    public synchronized void leave(Ear subscription) {
        subscriptions.remove(subscription);
    }

    synchronized void publish(byte[] channel, byte[] bytes) {
        if (mute) {
            return;
        }
        KeyBytes name = KeyBytes.of(channel);
        subscriptions.forEach(each -> each.offer(name, bytes));
    }

    void publish(Message message) {
        publish(layout.channel(message.bucket()), Messages.encode(message));
    }

    /** Outside of the lock: hands over what was published. */
    void deliver() {
        List<Ear> all;
        synchronized (this) {
            all = List.copyOf(subscriptions);
        }
        all.forEach(Ear::drain);
    }

    Meta meta(int bucket) {
        return state.metas.computeIfAbsent(bucket, absent -> new Meta(random.nextLong()));
    }

    ReplyHead head(Meta meta) {
        return new ReplyHead(meta.incarnation, meta.last, timeMicros(), runId);
    }

    private record Timer(long nanos, long number, Runnable task) {}

    /** All that is stored. */
    public static final class State {
        final Map<Integer, Meta> metas = new HashMap<>();
        final Map<KeyBytes, byte[]> strings = new HashMap<>();
        final Map<KeyBytes, Ticket> tickets = new HashMap<>();
        int buckets;

        private State copy() {
            State copy = new State();
            metas.forEach((bucket, meta) -> copy.metas.put(bucket, meta.copy()));
            copy.strings.putAll(strings);
            copy.tickets.putAll(tickets);
            copy.buckets = buckets;
            return copy;
        }
    }

    record Ticket(LoadTicket ticket, long expiryMillis) {}

    /** What a bucket's meta holds. */
    static final class Meta {
        final long incarnation;
        final Map<String, Long> watermarks = new HashMap<>();
        final Map<String, Long> tagRemovals = new HashMap<>();
        final Map<String, Map<String, Long>> marks = new HashMap<>();
        final Map<String, Map<String, Integer>> wishes = new TreeMap<>();
        final Map<String, Long> wishDeadlines = new HashMap<>();
        Version last = Version.NONE;

        private Meta(long incarnation) {
            this.incarnation = incarnation;
        }

        private Meta copy() {
            Meta copy = new Meta(incarnation);
            copy.last = last;
            copy.watermarks.putAll(watermarks);
            copy.tagRemovals.putAll(tagRemovals);
            marks.forEach((cache, tags) -> copy.marks.put(cache, new HashMap<>(tags)));
            wishes.forEach((cache, nodes) -> copy.wishes.put(cache, new HashMap<>(nodes)));
            copy.wishDeadlines.putAll(wishDeadlines);
            return copy;
        }
    }
}
