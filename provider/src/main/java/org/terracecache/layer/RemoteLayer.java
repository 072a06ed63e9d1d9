package org.terracecache.layer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.terracecache.bus.Answer;
import org.terracecache.bus.Coherence;
import org.terracecache.bus.Installation;
import org.terracecache.bus.MessageType;
import org.terracecache.bus.Request;
import org.terracecache.bus.Slice;
import org.terracecache.entry.Buckets;
import org.terracecache.entry.Entry;
import org.terracecache.entry.EntryHeader;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Payload;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;
import org.terracecache.layer.EntryCodec.UndecodableException;
import org.terracecache.memory.Lives;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.remote.BucketAnswer;
import org.terracecache.remote.Callback;
import org.terracecache.remote.Check;
import org.terracecache.remote.Checked;
import org.terracecache.remote.Clear;
import org.terracecache.remote.Command;
import org.terracecache.remote.Condition;
import org.terracecache.remote.Failure;
import org.terracecache.remote.Life;
import org.terracecache.remote.Mutated;
import org.terracecache.remote.Mutation;
import org.terracecache.remote.Outcome;
import org.terracecache.remote.Read;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.Remove;
import org.terracecache.remote.Touch;
import org.terracecache.remote.Touched;
import org.terracecache.remote.Values;
import org.terracecache.remote.Write;
import org.terracecache.spi.TimeSource;

/**
 * The remote layer of one cache: each operation registers itself with the bus, asks the store, and lets the bus decide what the memory
 * layer takes from the answer. Nothing here blocks: a future is completed by the thread that brings the answer, perhaps before
 * the method returns.
 *
 * @param <K> the type of the keys
 */
final class RemoteLayer<K> {
    /** When a command was sent whose failure nobody hears of. */
    private static final long UNTIMED = Long.MIN_VALUE;

    private final RemoteTerms terms;
    private final RemoteStore store;
    private final Coherence coherence;
    private final Buckets buckets;
    private final EntryCodec<K> codec;
    private final MemoryLayer<K> memory;
    private final TimeSource time;
    private final LongSupplier stamps;
    private final Telling<K> telling;
    private final List<Slice> slices;
    private final Function<KeyBytes, @Nullable Load> loads;
    private final Consumer<org.terracecache.remote.Request<?>> out;

    /** {@code loads} tells the load of a key that is under way on this node, null if there is none. */
    RemoteLayer(
            RemoteTerms terms,
            Node node,
            EntryCodec<K> codec,
            MemoryLayer<K> memory,
            Function<KeyBytes, @Nullable Load> loads,
            Telling<K> telling,
            TimeSource time) {
        this.loads = loads;
        this.telling = telling;
        this.terms = terms;
        this.store = node.store();
        this.coherence = node.coherence();
        this.buckets = node.buckets();
        this.stamps = node.stamps();
        this.codec = codec;
        this.memory = memory;
        this.time = time;
        this.slices = coherence.open(terms.cache());
        this.out = request -> store.execute(request);
    }

    private RemoteLayer(RemoteLayer<K> same, Consumer<org.terracecache.remote.Request<?>> out) {
        this.loads = same.loads;
        this.telling = same.telling;
        this.terms = same.terms;
        this.store = same.store;
        this.coherence = same.coherence;
        this.buckets = same.buckets;
        this.stamps = same.stamps;
        this.codec = same.codec;
        this.memory = same.memory;
        this.time = same.time;
        this.slices = same.slices;
        this.out = out;
    }

    /** The same layer, but what it would send is given to {@code collector}, who must {@link #sendAll send} it soon. */
    RemoteLayer<K> collecting(Consumer<org.terracecache.remote.Request<?>> collector) {
        return new RemoteLayer<>(this, collector);
    }

    /** Sends what was collected, in as few round trips as there are primaries. */
    void sendAll(List<org.terracecache.remote.Request<?>> commands) {
        store.execute(commands);
    }

    /** A mutation's random number. */
    long stamp() {
        return stamps.getAsLong();
    }

    KeyBytes encode(K key) {
        return codec.encodeKey(key);
    }

    int bucketOf(KeyBytes key) {
        return buckets.of(terms.cache(), key);
    }

    Slice slice(KeyBytes key) {
        return slices.get(bucketOf(key));
    }

    // ---- reads

    /**
     * Reads a key; what is known of it is only compared if it is still so. A load gets a ticket if nothing is there. While a load of the
     * key is under way, any read asks for the ticket: that nothing is there is no news for a load whose ticket stands.
     */
    CompletableFuture<Got> read(K key, @Nullable LayeredEntry known, @Nullable Load load, Read.Tickets tickets) {
        KeyBytes bytes = known == null ? codec.encodeKey(key) : known.key();
        Slice slice = slice(bytes);
        Load running = load == null ? loads.apply(bytes) : load;
        Request request = coherence.begin(slice, bytes);
        long sent = time.nanoTime();
        Read command = new Read(
                slice.bucket(),
                terms.cache(),
                List.of(new Read.Item(bytes, known == null ? Version.NONE : known.version())),
                Read.Part.ENTRY,
                running != null && tickets == Read.Tickets.NONE ? Read.Tickets.WHERE_ABSENT : tickets,
                terms.ticketMillis());
        return send(
                "read",
                command,
                request,
                values -> got(
                        key,
                        bytes,
                        known,
                        load,
                        running,
                        request,
                        sent,
                        values.head(),
                        values.values().get(0)));
    }

    private Got got(
            K key,
            KeyBytes bytes,
            @Nullable LayeredEntry known,
            @Nullable Load load,
            @Nullable Load running,
            Request request,
            long sent,
            ReplyHead head,
            Values.Value value) {
        Values.Ticketed ticketed = value.ticket();
        if (load != null && ticketed != null) {
            load.base(ticketed.ticket(), head.last().number());
        } else if (running != null && ticketed != null) {
            running.confirm(ticketed.ticket(), head.last().number());
        }
        if (value instanceof Values.Found found) {
            return found(key, bytes, request, sent, head, found);
        }
        if (value instanceof Values.Present present && known != null) {
            LayeredEntry entry = known.of(request.generation());
            end(request, head, Answer.Kind.UNCHANGED, present.version(), install(key, entry, sent, present.life()));
            return new Got(entry, null);
        }
        end(request, head, Answer.Kind.ABSENT, head.last(), null);
        return value instanceof Values.Unreadable bad
                ? unreadable(key, CacheTrouble.NO_CODEC, new UndecodableException(bad.detail(), null))
                : Got.NOTHING;
    }

    private Got found(K key, KeyBytes bytes, Request request, long sent, ReplyHead head, Values.Found found) {
        Version version = found.entry().header().version();
        LayeredEntry entry;
        try {
            entry = decoded(bytes, request, found.entry());
        } catch (UndecodableException e) {
            end(request, head, Answer.Kind.FOUND, version, null);
            return unreadable(key, found.entry().payload().codec(), e);
        }
        end(request, head, Answer.Kind.FOUND, version, install(key, entry, sent, found.life()));
        return new Got(entry, null);
    }

    private LayeredEntry decoded(KeyBytes bytes, Request request, Entry entry) throws UndecodableException {
        return new LayeredEntry(
                bytes,
                codec.decode(entry.payload()),
                entry.header().version(),
                request.generation(),
                entry.tags(),
                request.slice());
    }

    private Got unreadable(K key, int codec, UndecodableException error) {
        telling.trouble().undecodable(key, codec, error);
        return new Got(null, String.valueOf(error.getMessage()));
    }

    private Payload encoded(K key, Object value) {
        try {
            return codec.encode(value);
        } catch (RuntimeException e) {
            telling.trouble().unencodable(key, value, e);
            throw e;
        }
    }

    /** Whether a key's entry still has that version, {@link Version#NONE} for no entry. */
    CompletableFuture<Boolean> check(K key, Version expected) {
        KeyBytes bytes = codec.encodeKey(key);
        Slice slice = slice(bytes);
        Request request = coherence.begin(slice, bytes);
        Check command = new Check(slice.bucket(), terms.cache(), List.of(new Check.Item(bytes, expected)));
        return send("compare", command, request, (Checked checked) -> {
            endSeen(request, checked.head(), checked.found().get(0));
            return checked.same().get(0);
        });
    }

    // ---- mutations

    /** Stores a value if the condition is met. */
    CompletableFuture<Made> write(
            K key, Object value, MessageType type, Condition condition, Lives lives, boolean old, long stamp) {
        Payload payload = encoded(key, value);
        KeyBytes bytes = codec.encodeKey(key);
        Slice slice = slice(bytes);
        Request request = coherence.begin(slice, bytes);
        long sent = time.nanoTime();
        Write.Item item =
                new Write.Item(bytes, payload, List.of(), condition, life(lives.create()), life(lives.update()), old);
        Write command = new Write(slice.bucket(), terms.cache(), stamp, type, List.of(item));
        return send("write", command, request, mutated -> {
            Mutated.Result result = mutated.results().get(0);
            switch (result.outcome()) {
                case CREATED, UPDATED -> {
                    LayeredEntry entry = new LayeredEntry(
                            bytes, value, mutated.head().last(), request.generation(), List.of(), slice);
                    end(
                            request,
                            mutated.head(),
                            Answer.Kind.WRITTEN,
                            entry.version(),
                            install(key, entry, sent, result.life()));
                }
                default -> endWithout(request, mutated.head(), result);
            }
            return made(key, bytes, request, mutated);
        });
    }

    /** The condition that this very value is there, byte by byte. */
    Condition sameBytes(Object value) {
        return new Condition.SameBytes(codec.encode(value));
    }

    /** Removes an entry if the condition is met. */
    CompletableFuture<Made> remove(K key, MessageType type, Condition condition, boolean old, long stamp) {
        KeyBytes bytes = codec.encodeKey(key);
        Slice slice = slice(bytes);
        Request request = coherence.begin(slice, bytes);
        Remove.Item item = new Remove.Item(bytes, condition, old);
        Remove command = new Remove(slice.bucket(), terms.cache(), stamp, type, List.of(item));
        return send("remove", command, request, mutated -> {
            Mutated.Result result = mutated.results().get(0);
            endWithout(request, mutated.head(), result);
            return made(key, bytes, request, mutated);
        });
    }

    /** Ends a mutation after which there is nothing to install. */
    private void endWithout(Request request, ReplyHead head, Mutated.Result result) {
        switch (result.outcome()) {
            case REMOVED -> end(request, head, Answer.Kind.REMOVED, head.last(), null);
            case UNREADABLE -> {
                coherence.doubt(request);
                coherence.abandon(request);
            }
            case CREATED, UPDATED -> endSeen(request, head, head.last());
            default -> endSeen(request, head, result.previous());
        }
    }

    /** Ends a request that was told which version of its key is there, {@link Version#NONE} for none. */
    private void endSeen(Request request, ReplyHead head, Version there) {
        boolean absent = there.equals(Version.NONE);
        end(request, head, absent ? Answer.Kind.ABSENT : Answer.Kind.FOUND, absent ? head.last() : there, null);
    }

    private Made made(K key, KeyBytes bytes, Request request, Mutated mutated) {
        Mutated.Result result = mutated.results().get(0);
        Entry old = result.old();
        LayeredEntry readable = null;
        String unreadable = null;
        if (old != null) {
            try {
                readable = decoded(bytes, request, old);
            } catch (UndecodableException e) {
                unreadable = unreadable(key, old.payload().codec(), e).unreadable();
            }
        }
        return new Made(result, readable, unreadable, mutated.head(), mutated.changed());
    }

    /**
     * Puts back what a mutation has taken away, which had been asked for and cannot be read, as long as nothing else was done to the key.
     * Completed with whether it is there again, or would not be there by now.
     */
    CompletableFuture<Boolean> putBack(K key, Made made) {
        Entry taken = Objects.requireNonNull(made.result().old());
        KeyBytes bytes = codec.encodeKey(key);
        Slice slice = slice(bytes);
        Request request = coherence.begin(slice, bytes);
        boolean removed = made.result().outcome() == Outcome.REMOVED;
        Condition untouched = removed ? Condition.ABSENT : new Condition.SameVersion(made.version());
        long expiry = taken.header().expiryMillis();
        long now = TimeUnit.MICROSECONDS.toMillis(made.head().timeMicros());
        Life life = expiry == EntryHeader.NO_EXPIRY ? Life.ETERNAL : new Life(Math.max(0, expiry - now));
        Write.Item item = new Write.Item(bytes, taken.payload(), taken.tags(), untouched, life, life, false);
        Write command = new Write(slice.bucket(), terms.cache(), stamp(), MessageType.WRITTEN, List.of(item));
        return send("put a value back", command, request, mutated -> {
            endWithout(request, mutated.head(), mutated.results().get(0));
            return mutated.changed();
        });
    }

    /** Gives an entry a new life, if it is still the same one; completed with whether it was. */
    CompletableFuture<Boolean> touch(LayeredEntry entry, long lifeNanos) {
        Life life = life(lifeNanos);
        int bucket = entry.slice().bucket();
        Touch command = new Touch(bucket, terms.cache(), List.of(new Touch.Item(entry.key(), entry.version(), life)));
        Request request = coherence.begin(entry.slice(), entry.key());
        return send("touch", command, request, (Touched touched) -> {
            coherence.abandon(request);
            return touched.done().get(0);
        });
    }

    /** Empties the cache, in all buckets, by one and the same stamp: so the others know that their messages tell one clear. */
    CompletableFuture<Void> clear() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        List<org.terracecache.remote.Request<?>> commands = new ArrayList<>();
        long stamp = stamps.getAsLong();
        for (Slice slice : slices) {
            Request request = coherence.beginForAll(slice);
            Clear command = new Clear(slice.bucket(), terms.cache(), stamp);
            Reply<Mutated, Boolean> reply = new Reply<>("clear", command, request, mutated -> {
                coherence.endClear(request, mutated.head(), mutated.head().last());
                return true;
            });
            all.add(reply.future);
            commands.add(new org.terracecache.remote.Request<>(command, terms.timeoutNanos(), reply));
        }
        store.execute(commands);
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** Its entries, page by page. */
    RemoteListing<K> listing() {
        return new RemoteListing<>(terms, store, slices, codec, time, telling.trouble());
    }

    /** Nothing of the cache is kept coherent any more. */
    void close() {
        coherence.close(terms.cache());
    }

    // ---- what all have in common

    /** What the answer puts into memory, null if it is not to be kept. The life runs from the sending: memory outlives nothing. */
    private @Nullable Installation install(K key, LayeredEntry entry, long sent, Life life) {
        if (!terms.remembers() || life.equals(Life.OVER)) {
            return null;
        }
        long deadline = life.equals(Life.ETERNAL) ? Lives.ETERNAL : sent + TimeUnit.MILLISECONDS.toNanos(life.millis());
        int weight = memory.weigh(key, entry);
        return generation -> memory.install(key, entry.of(generation), deadline, weight);
    }

    private void end(
            Request request, ReplyHead head, Answer.Kind kind, Version version, @Nullable Installation installation) {
        Answer answer = new Answer(kind, version);
        if (installation == null) {
            coherence.end(request, head, answer);
        } else {
            coherence.end(request, head, answer, installation);
        }
    }

    private static Life life(long nanos) {
        if (nanos == Lives.UNCHANGED) {
            return Life.UNCHANGED;
        }
        return nanos == Lives.ETERNAL ? Life.ETERNAL : Life.of(Duration.ofNanos(nanos));
    }

    private <A extends BucketAnswer, R> CompletableFuture<R> send(
            String operation, Command<A> command, Request request, Function<A, R> whenAnswered) {
        Reply<A, R> reply = new Reply<>(operation, command, request, whenAnswered);
        out.accept(new org.terracecache.remote.Request<>(command, terms.timeoutNanos(), reply));
        return reply.future;
    }

    /** Each mutation that was made has published one message, which names the keys to which something was done. */
    private void tellPublished(Command<?> command, BucketAnswer answer) {
        if (!(command instanceof Mutation mutation && answer instanceof Mutated mutated)
                || !mutated.changed()
                || !telling.hearsPublished()) {
            return;
        }
        List<KeyBytes> keys = mutated.results().stream()
                .filter(result -> result.outcome().isDone())
                .map(Mutated.Result::key)
                .toList();
        telling.published(mutation.told(mutated), keys, mutated.head().last().number());
    }

    /** The end of a request: whatever comes, the request ends and the future is completed. */
    private final class Reply<A extends BucketAnswer, R> implements Callback<A> {
        private final String operation;
        private final Command<A> command;
        private final Request request;
        private final Function<A, R> whenAnswered;
        private final CompletableFuture<R> future = new CompletableFuture<>();
        private final long sentNanos = telling.trouble().hearsFailures() ? time.nanoTime() : UNTIMED;

        Reply(String operation, Command<A> command, Request request, Function<A, R> whenAnswered) {
            this.operation = operation;
            this.command = command;
            this.request = request;
            this.whenAnswered = whenAnswered;
        }

        @Override
        public void answered(A answer) {
            try {
                tellPublished(command, answer);
                future.complete(whenAnswered.apply(answer));
            } catch (RuntimeException | Error e) {
                coherence.doubt(request);
                coherence.abandon(request);
                future.completeExceptionally(e);
            }
        }

        @Override
        public void failed(Failure failure) {
            if (failure instanceof Failure.Unknown) {
                coherence.doubt(request);
            }
            coherence.abandon(request);
            RemoteException thrown = RemoteException.of(terms.cache(), operation, failure);
            long nanos = sentNanos == UNTIMED ? 0 : time.nanoTime() - sentNanos;
            telling.trouble().failed(operation, failure, Duration.ofNanos(nanos), thrown);
            future.completeExceptionally(thrown);
        }
    }
}
