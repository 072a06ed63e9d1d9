package org.terracecache.remote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
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
final class InMemoryServer {
    private final KeyLayout layout;
    private final Random random;
    private final List<InMemoryBus.Subscription> subscriptions = new ArrayList<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::nanos).thenComparingLong(Timer::number));
    private State state = new State();
    private String runId = "run-0";
    private int runs;
    private long timerNumber;
    private long nanos;
    private long wallOffsetMicros = 1_700_000_000_000_000L;

    InMemoryServer(KeyLayout layout, long seed) {
        this.layout = layout;
        this.random = new Random(seed);
    }

    KeyLayout layout() {
        return layout;
    }

    /** The store's clock, in microseconds since the epoch. */
    synchronized long timeMicros() {
        return nanos / 1_000 + wallOffsetMicros;
    }

    long timeMillis() {
        return timeMicros() / 1_000;
    }

    /** The clock that never steps, the one of nodes' {@code nanoTime}. */
    synchronized long nanos() {
        return nanos;
    }

    synchronized String runId() {
        return runId;
    }

    synchronized State state() {
        return state;
    }

    // ---- faults

    /** Lets time pass: what is due meanwhile happens in its order. */
    void advance(long byNanos) {
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
    synchronized void at(long atNanos, Runnable task) {
        timers.add(new Timer(atNanos, timerNumber++, task));
    }

    /** Steps the store's clock, forward or back; the clock of nodes goes on. */
    synchronized void stepClock(long micros) {
        wallOffsetMicros += micros;
    }

    synchronized void evict(byte[] name) {
        state.strings.remove(KeyBytes.of(name));
        state.tickets.remove(KeyBytes.of(name));
        for (int bucket = 0; bucket < layout.buckets().count(); bucket++) {
            if (KeyBytes.of(layout.meta(bucket)).equals(KeyBytes.of(name))) {
                state.metas.remove(bucket);
            }
        }
    }

    synchronized void flush() {
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

    synchronized State snapshot() {
        return state.copy();
    }

    /** Goes back to an earlier state, as after a failover that lost writes, on the same server. */
    synchronized void rollBack(State earlier) {
        state = earlier.copy();
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
        List<InMemoryBus.Subscription> cut;
        synchronized (this) {
            cut = List.copyOf(subscriptions);
            subscriptions.clear();
        }
        cut.forEach(each -> each.lose("cut"));
    }

    // ---- for stores and buses

    synchronized void join(InMemoryBus.Subscription subscription) {
        subscriptions.add(subscription);
    }

    synchronized void leave(InMemoryBus.Subscription subscription) {
        subscriptions.remove(subscription);
    }

    synchronized void publish(byte[] channel, byte[] bytes) {
        KeyBytes name = KeyBytes.of(channel);
        subscriptions.forEach(each -> each.offer(name, bytes));
    }

    void publish(Message message) {
        publish(layout.channel(message.bucket()), Messages.encode(message));
    }

    /** Outside of the lock: hands over what was published. */
    void deliver() {
        List<InMemoryBus.Subscription> all;
        synchronized (this) {
            all = List.copyOf(subscriptions);
        }
        all.forEach(InMemoryBus.Subscription::drain);
    }

    Meta meta(int bucket) {
        return state.metas.computeIfAbsent(bucket, absent -> new Meta(random.nextLong()));
    }

    ReplyHead head(Meta meta) {
        return new ReplyHead(meta.incarnation, meta.last, timeMicros(), runId);
    }

    private record Timer(long nanos, long number, Runnable task) {}

    /** All that is stored. */
    static final class State {
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
