package org.terracecache.layer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.terracecache.bus.Message;
import org.terracecache.bus.MessageType;
import org.terracecache.bus.Replica.Resident;
import org.terracecache.bus.Slice;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;
import org.terracecache.event.Cause;
import org.terracecache.event.Layer;
import org.terracecache.layer.RemoteChanges.Begun;
import org.terracecache.memory.Change;
import org.terracecache.memory.Hold;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.StoredEntry;
import org.terracecache.remote.Condition;
import org.terracecache.remote.Outcome;
import org.terracecache.remote.Read;
import org.terracecache.spi.TimeSource;

/**
 * Memory above a remote layer. What memory holds is served while the bus vouches for it; everything else is asked of the remote layer,
 * and every change is made there, as one step whose condition is the operation's. A handle is a {@link LayeredEntry}.
 *
 * @param <K> the type of the keys
 */
public final class LayeredStack<K> extends LayerStack<K> {
    private final String cache;
    private final Telling<K> telling;
    private final LayerNews<K> news;
    private final Replicas replicas;
    private final RemoteLayer<K> remote;
    private final RemoteChanges<K> changes;
    private final Touches<K> touches;
    private final Reclaiming reclaiming;
    private final Node.Later later;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final Residents<K> residents;
    private final TimeSource time;
    private final ConcurrentMap<KeyBytes, K> loading = new ConcurrentHashMap<>();

    /**
     * Layers of a cache.
     *
     * @param terms what is fixed
     * @param node what the node's caches share
     * @param codec how keys and values become bytes
     * @param memory the memory layer, whose entries may expire and which tells its changes to {@code residents}
     * @param residents knows which keys are in memory
     * @param telling how changes are told
     * @param time the cache's clock
     */
    public LayeredStack(
            RemoteTerms terms,
            Node node,
            EntryCodec<K> codec,
            MemoryLayer<K> memory,
            Residents<K> residents,
            Telling<K> telling,
            TimeSource time) {
        super(memory);
        this.cache = terms.cache();
        this.replicas = node.replicas();
        this.residents = residents;
        this.telling = telling;
        this.news = new LayerNews<>(telling, terms.remembers(), time);
        this.time = time;
        this.remote = new RemoteLayer<>(terms, node, codec, memory, this::running, telling, time);
        this.changes = new RemoteChanges<>(terms, remote, telling, news, time);
        this.later = node.later();
        this.reclaiming = new Reclaiming(terms, node);
        this.touches = new Touches<>(remote, memory, node.later(), time);
        replicas.add(cache, this);
    }

    @Override
    public Layer lowest() {
        return Layer.REMOTE;
    }

    @Override
    public @Nullable Object get(K key) {
        LayeredEntry known = (LayeredEntry) memory().get(key);
        return news.mayServe(key, known, Cause.READ) ? known : read(key, known, null, Read.Tickets.NONE);
    }

    @Override
    @Nullable Object get(K key, Load load) {
        LayeredEntry known = (LayeredEntry) memory().get(key);
        if (news.mayServeAfterAll(key, known)) {
            return known;
        }
        Object found = read(key, known, load, Read.Tickets.WHERE_ABSENT);
        if (!load.stands()) {
            flights().end(key, load);
        }
        return found;
    }

    @Override
    public @Nullable Object getNear(K key) {
        LayeredEntry known = (LayeredEntry) memory().get(key);
        return news.mayServe(key, known, Cause.READ) ? known : null;
    }

    @Override
    public boolean isLayered() {
        return true;
    }

    @Override
    public Map<K, Object> getAll(Collection<K> keys) {
        return getAll(keys, key -> null, Read.Tickets.NONE);
    }

    @Override
    Map<K, Object> getAll(Map<K, Load> loads) {
        Map<K, Object> found = getAll(loads.keySet(), loads::get, Read.Tickets.WHERE_ABSENT);
        loads.forEach((key, load) -> {
            if (!load.stands()) {
                flights().end(key, load);
            }
        });
        return found;
    }

    private Map<K, Object> getAll(Collection<K> keys, Function<K, @Nullable Load> loads, Read.Tickets tickets) {
        Map<K, Object> found = new HashMap<>();
        Pipeline<K, Asked<K>> pipeline = pipeline(found);
        for (K key : keys) {
            LayeredEntry known = (LayeredEntry) memory().get(key);
            if (news.mayServeAfterAll(key, known)) {
                found.put(key, known);
            } else {
                pipeline.add(layer -> new Asked<>(key, layer.read(key, known, loads.apply(key), tickets)));
            }
        }
        pipeline.finish();
        return found;
    }

    @Override
    void prepareReloads(Map<K, Load> loads) {
        Pipeline<K, Asked<K>> pipeline = pipeline(new HashMap<>());
        loads.forEach((key, load) ->
                pipeline.add(layer -> new Asked<>(key, layer.read(key, null, load, Read.Tickets.ALWAYS))));
        pipeline.finish();
    }

    /** A read that was sent, or will be. */
    private record Asked<K>(K key, CompletableFuture<Got> answer) {}

    private Pipeline<K, Asked<K>> pipeline(Map<K, Object> found) {
        return new Pipeline<>(remote, asked -> {
            Object answer = news.answer(asked.key, Replies.await(asked.answer), Cause.READ);
            if (answer != null) {
                found.put(asked.key, answer);
            }
        });
    }

    private @Nullable Object read(K key, @Nullable LayeredEntry known, @Nullable Load load, Read.Tickets tickets) {
        return news.answer(key, Replies.await(remote.read(key, known, load, tickets)), Cause.READ);
    }

    @Override
    public long version(K key, Object handle) {
        return Answered.entryOf(handle).version().number();
    }

    /** Memory first: the remote layer's deadline follows ({@link Touches}), and memory outlives it for the time of a window at most. */
    @Override
    public void touch(K key, Object handle, long life) {
        LayeredEntry entry = Answered.entryOf(handle);
        memory().touch(key, entry, life);
        if (life == 0) {
            Condition same = new Condition.SameVersion(entry.version());
            news.change(
                    key,
                    null,
                    Cause.EXPIRY,
                    Replies.await(remote.remove(key, MessageType.EXPIRED, same, false, remote.stamp())));
        } else if (life > 0) {
            touches.touch(key, entry, life);
        }
    }

    @Override
    public @Nullable Object apply(K key, Change change) {
        return change(key, change);
    }

    @Override
    public @Nullable Object apply(K key, Hold hold, Change change) {
        return change(key, change);
    }

    private @Nullable Object change(K key, Change change) {
        flights().supersede(key);
        return changes.make(key, change, Conditions.of(change));
    }

    @Override
    public @Nullable Object applySameBytes(K key, Object expected, Change change) {
        flights().supersede(key);
        Made made = changes.end(changes.begin(remote, key, change.wantingOld(true), remote.sameBytes(expected)));
        if (made.result().outcome() != Outcome.UNMET) {
            return changes.outcome(change, made);
        }
        LayeredEntry old = made.old();
        if (old != null) {
            return new Different(new Answered(old));
        }
        Object there = made.result().previous().equals(Version.NONE) ? null : readable(key, null, Cause.READ);
        return there == null ? null : new Different(there);
    }

    @Override
    public void applyAll(Map<K, Change> all, BiConsumer<K, @Nullable Object> outcomes) {
        Pipeline<K, Begun<K>> pipeline = new Pipeline<>(
                remote, begun -> outcomes.accept(begun.key(), changes.outcome(begun.change(), changes.end(begun))));
        all.forEach((key, change) -> {
            Condition condition = change.mutation().isFill() ? Conditions.ofFill(change) : Conditions.of(change);
            if (condition == null) {
                outcomes.accept(key, MemoryLayer.REFUSED);
                return;
            }
            if (!change.mutation().isFill()) {
                flights().supersede(key);
            }
            pipeline.add(layer -> changes.begin(layer, key, change, condition));
        });
        pipeline.finish();
    }

    @Override
    public @Nullable Object liveValue(K key, Hold hold) {
        LayeredEntry known = (LayeredEntry) memory().liveValue(hold);
        return news.mayServe(key, known, Cause.INVOKE) ? known : readable(key, known, Cause.INVOKE);
    }

    @Override
    public @Nullable Object currentValue(K key, Hold hold) {
        return readable(key, (LayeredEntry) memory().liveValue(hold), Cause.READ);
    }

    /** Reads for an operation that must not take what it cannot read for nothing. */
    private @Nullable Object readable(K key, @Nullable LayeredEntry known, Cause cause) {
        Got got = Replies.await(remote.read(key, known, null, Read.Tickets.NONE));
        String unreadable = got.unreadable();
        if (unreadable != null) {
            throw RemoteException.unreadable(cache, unreadable);
        }
        return news.answer(key, got, cause);
    }

    @Override
    public boolean isStill(K key, @Nullable Object handle) {
        if (handle != null) {
            return Replies.await(remote.check(key, Answered.entryOf(handle).version()));
        }
        return Replies.await(remote.check(key, Version.NONE)) || readable(key, null, Cause.READ) == null;
    }

    // ---- loads

    @Override
    @Nullable Load begin(K key, Load load) {
        KeyBytes bytes = remote.encode(key);
        Slice slice = remote.slice(bytes);
        long now = time.nanoTime();
        load.began(slice.generation(), now);
        Load other = super.begin(key, load);
        while (other != null && !other.isJoinable(slice, now)) {
            flights().end(key, other);
            other = super.begin(key, load);
        }
        if (other == null) {
            loading.put(bytes, key);
        }
        return other;
    }

    @Override
    void end(K key, Load load) {
        super.end(key, load);
        // A load that begins meanwhile is in flight before it is noted here: either it is seen, or it notes itself
        // afterwards.
        loading.computeIfPresent(remote.encode(key), (bytes, noted) -> flights().find(key) == null ? null : noted);
    }

    @Override
    @Nullable Object fill(K key, Change fill) {
        Condition condition = Conditions.ofFill(fill);
        return condition == null ? MemoryLayer.REFUSED : changes.make(key, fill, condition);
    }

    // ---- whole caches

    @Override
    public void clear() {
        flights().supersedeAll();
        try {
            Replies.await(remote.clear());
        } finally {
            reclaiming.begin();
        }
    }

    @Override
    public void destroy() {
        clear();
    }

    @Override
    public void discard() {
        touches.flush();
        super.discard();
        replicas.remove(cache, this);
        remote.close();
    }

    @Override
    public Iterator<StoredEntry<K>> iterator() {
        return new RemoteIterator<>(
                remote.listing(), stored -> news.listed(stored.key(), Answered.entryOf(stored.value())));
    }

    // ---- what the bus says

    @Nullable Resident resident(KeyBytes bytes) {
        K key = residents.key(bytes);
        LayeredEntry entry = key == null ? null : (LayeredEntry) memory().peek(key);
        return entry == null ? null : new Resident(entry.version(), entry.generation());
    }

    void expireEchoes() {
        telling.echoes().expire(time.nanoTime());
    }

    /** A message about the cache was applied: tells it to who listens. */
    void told(Message message, boolean own) {
        telling.told(message, own);
    }

    /** The store may have forgotten what this node asked of the bucket. */
    void forgotten(int bucket) {
        telling.forgotten(bucket);
    }

    void dropOlder(KeyBytes bytes, long version) {
        K key = residents.key(bytes);
        if (key != null) {
            memory().dropIf(key, stored -> ((LayeredEntry) stored).version().number() < version);
        }
    }

    private @Nullable Load running(KeyBytes bytes) {
        K key = loading.get(bytes);
        return key == null ? null : flights().find(key);
    }

    void detachLoad(KeyBytes bytes, long version) {
        K key = loading.get(bytes);
        if (key != null) {
            flights().learn(key, version);
        }
    }

    /** What memory holds of a bucket, or some of it, can never be served again. */
    void dead() {
        if (sweeping.compareAndSet(false, true)) {
            later.after(0, this::sweepDead);
        }
    }

    private void sweepDead() {
        sweeping.set(false);
        for (K key : residents.keys()) {
            memory().dropIf(key, stored -> !((LayeredEntry) stored).isCurrent());
        }
    }

    void detachLoads(int bucket, long version) {
        loading.forEach((bytes, key) -> {
            if (remote.bucketOf(bytes) == bucket) {
                flights().learn(key, version);
            }
        });
    }
}
