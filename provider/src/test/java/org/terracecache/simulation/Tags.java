package org.terracecache.simulation;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.terracecache.bus.Answer;
import org.terracecache.bus.Coherence;
import org.terracecache.bus.MessageType;
import org.terracecache.bus.Request;
import org.terracecache.bus.Slice;
import org.terracecache.entry.KeyBytes;
import org.terracecache.remote.Callback;
import org.terracecache.remote.Command;
import org.terracecache.remote.Condition;
import org.terracecache.remote.Failure;
import org.terracecache.remote.Life;
import org.terracecache.remote.Mutated;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.RemoveTag;
import org.terracecache.remote.Write;

/** Writes entries with a tag and removes it: the layer reads and serves them, but has no operation for this yet. */
final class Tags {
    private static final long TIMEOUT_NANOS = SimulatedNode.TIMEOUT.toNanos();

    private final World world;
    private final RemoteStore store;
    private final Coherence coherence;
    private final List<Slice> slices;
    private final Keys keys;

    Tags(World world, RemoteStore store, Coherence coherence, Keys keys) {
        this.world = world;
        this.store = store;
        this.coherence = coherence;
        this.slices = coherence.open(Keys.CACHE);
        this.keys = keys;
    }

    /** Returns whether it was done for sure. */
    boolean put(int key, long value) {
        KeyBytes bytes = keys.encodeKey(key);
        Request request = coherence.begin(slices.get(keys.bucket(key)), bytes);
        Write.Item item = new Write.Item(
                bytes, keys.encode(value), List.of(Keys.TAG), Condition.ANY, Life.ETERNAL, Life.ETERNAL, false);
        Write write = new Write(keys.bucket(key), Keys.CACHE, world.nextStamp(), MessageType.WRITTEN, List.of(item));
        return send(
                write,
                request,
                mutated -> coherence.end(
                        request,
                        mutated.head(),
                        new Answer(Answer.Kind.WRITTEN, mutated.head().last())));
    }

    void remove(int key) {
        Request request = coherence.beginForAll(slices.get(keys.bucket(key)));
        RemoveTag removal = new RemoveTag(keys.bucket(key), Keys.CACHE, world.nextStamp(), Keys.TAG);
        send(
                removal,
                request,
                mutated -> coherence.endTagRemoval(
                        request, mutated.head(), Keys.TAG, mutated.head().last()));
    }

    private boolean send(Command<Mutated> command, Request request, Consumer<Mutated> end) {
        AtomicBoolean done = new AtomicBoolean();
        store.execute(new org.terracecache.remote.Request<>(command, TIMEOUT_NANOS, new Callback<Mutated>() {
            @Override
            public void answered(Mutated answer) {
                end.accept(answer);
                done.set(true);
            }

            @Override
            public void failed(Failure failure) {
                if (failure instanceof Failure.Unknown) {
                    coherence.doubt(request);
                }
                coherence.abandon(request);
            }
        }));
        return done.get();
    }
}
