package org.terracecache.layer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.terracecache.bus.BusSignal;
import org.terracecache.bus.Message;
import org.terracecache.bus.MessageType;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Payload;
import org.terracecache.event.Cause;
import org.terracecache.event.Layer;
import org.terracecache.memory.Change;
import org.terracecache.memory.ChangeListener;
import org.terracecache.memory.MemoryBounds;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.observe.Kind;
import org.terracecache.remote.Failure;
import org.terracecache.remote.World;
import org.terracecache.spi.TimeSource;

/** A node of a test: one cache of strings and numbers, in layers over a world in memory. */
final class LayeredNode implements AutoCloseable {
    private static final ChangeListener<String> NOBODY = new ChangeListener<>() {
        @Override
        public void onStored(String key, Object value, Object prior, long version, Cause cause) {}

        @Override
        public void onRemoved(String key, Object prior, long version, Cause cause) {}

        @Override
        public void onExpired(String key, Object prior, long version) {}

        @Override
        public void onEvicted(String key, Object prior, long version) {}
    };

    private static final class Silent extends Telling<String> {
        Silent(CacheTrouble<String> trouble) {
            super(trouble);
        }

        @Override
        protected boolean isWanted() {
            return false;
        }

        @Override
        protected boolean isAwaited() {
            return false;
        }

        @Override
        protected boolean hearsPublished() {
            return false;
        }

        @Override
        protected void published(MessageType type, List<KeyBytes> keys, long version) {}

        @Override
        protected void told(Message message, boolean own) {}

        @Override
        protected void forgotten(int bucket) {}

        @Override
        protected void toldWithoutEcho(Kind kind, String key, Change change, Object old, long version, boolean waits) {}

        @Override
        protected void happened(
                Layer layer, Kind kind, String key, Object value, Object old, long version, Cause cause) {}
    }

    /** Takes notes of troubles. */
    private final class Noting implements CacheTrouble<String> {
        @Override
        public boolean hearsFailures() {
            return false;
        }

        @Override
        public void failed(String operation, Failure failure, Duration duration, RuntimeException thrown) {
            troubles.add(operation + ": " + failure.detail());
        }

        @Override
        public void unencodable(String key, Object value, RuntimeException thrown) {
            troubles.add("unencodable: " + key);
        }

        @Override
        public void undecodable(String key, int codec, Exception error) {
            troubles.add("unreadable: " + error.getMessage());
            whenUndecodable.run();
        }
    }

    /** Numbers as text; whatever else is in the store cannot be decoded. */
    static final class TextCodec implements EntryCodec<String> {
        @Override
        public KeyBytes encodeKey(String key) {
            return KeyBytes.of(key.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String decodeKey(KeyBytes bytes) {
            return new String(bytes.toBytes(), StandardCharsets.UTF_8);
        }

        @Override
        public Payload encode(Object value) {
            return Payload.of(7, value.toString().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Object decode(Payload payload) throws UndecodableException {
            try {
                return Integer.valueOf(new String(payload.bytes(), StandardCharsets.UTF_8));
            } catch (NumberFormatException e) {
                throw new UndecodableException("no number", e);
            }
        }
    }

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final RemoteNode node;

    final List<BusSignal> signals = new CopyOnWriteArrayList<>();
    final List<String> troubles = new CopyOnWriteArrayList<>();
    final LayeredStack<String> stack;

    /** What happens in the moment in which something is found to be undecodable. */
    Runnable whenUndecodable = () -> {};

    LayeredNode(World world, String name) {
        node = new RemoteNode(
                new RemoteNode.Identity(name, world.layout().buckets(), Duration.ofSeconds(30)),
                world.store(name),
                world.bus(name),
                signals::add,
                (cache, operation, failure) -> troubles.add(operation + ": " + failure.detail()),
                scheduler,
                Runnable::run,
                TimeSource.system());
        stack = anotherStack();
    }

    /** A stack of a cache of the same name. */
    LayeredStack<String> anotherStack() {
        Residents<String> residents = new Residents<>(NOBODY);
        MemoryLayer<String> memory = new MemoryLayer<>(MemoryBounds.NONE, true, residents, TimeSource.system());
        return new LayeredStack<>(
                new RemoteTerms("numbers", true, Duration.ofSeconds(5).toNanos(), 60_000),
                node.shared(),
                new TextCodec(),
                memory,
                residents,
                new Silent(new Noting()),
                TimeSource.system());
    }

    @Override
    public void close() {
        stack.discard();
        node.close();
        scheduler.shutdownNow();
    }
}
