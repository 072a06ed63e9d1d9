package org.terracecache.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.terracecache.bus.Message;
import org.terracecache.bus.MessageType;
import org.terracecache.entry.KeyBytes;
import org.terracecache.event.Cause;
import org.terracecache.event.Layer;
import org.terracecache.layer.CacheTrouble;
import org.terracecache.layer.Telling;
import org.terracecache.memory.Change;
import org.terracecache.memory.ChangeListener;
import org.terracecache.observe.Kind;
import org.terracecache.remote.Failure;

/** Hears a node's changes: in the order of their versions, as long as the network keeps the order [G6]. */
final class Listener implements ChangeListener<Integer> {
    private final World world;
    private final SimulatedNode node;
    private final Map<KeyBytes, Long> heard = new HashMap<>();
    private final Map<Integer, Long> incarnations = new HashMap<>();

    Listener(World world, SimulatedNode node) {
        this.world = world;
        this.node = node;
    }

    Telling<Integer> telling() {
        return new Telling<>(new Trouble()) {
            @Override
            protected boolean isWanted() {
                return world.listens();
            }

            @Override
            protected boolean isAwaited() {
                return false;
            }

            @Override
            protected void happened(
                    Layer layer, Kind kind, Integer key, Object value, Object old, long version, Cause cause) {
                // The checker knows better.
            }

            @Override
            protected boolean hearsPublished() {
                return false;
            }

            @Override
            protected void published(MessageType type, List<KeyBytes> keys, long version) {
                // Nobody hears of it.
            }

            @Override
            protected void told(Message message, boolean own) {
                if (own) {
                    echoes().arrived(
                                    message.version().stamp(),
                                    cause -> {
                                        hear(message);
                                        return List.of();
                                    },
                                    Runnable::run);
                } else {
                    hear(message);
                }
            }

            @Override
            protected void forgotten(int bucket) {
                // The simulated store forgets no wishes, because it is not told any.
            }

            @Override
            protected void toldWithoutEcho(
                    Kind kind, Integer key, Change change, Object old, long version, boolean waits) {
                world.log(() -> "  " + node.name() + " tells a change without its echo");
            }
        };
    }

    private final class Trouble implements CacheTrouble<Integer> {
        @Override
        public boolean hearsFailures() {
            return false;
        }

        @Override
        public void failed(String operation, Failure failure, Duration duration, RuntimeException thrown) {
            world.log(() -> "  " + node.name() + " cannot " + operation + ": " + failure);
        }

        @Override
        public void unencodable(Integer key, Object value, RuntimeException thrown) {
            throw thrown;
        }

        @Override
        public void undecodable(Integer key, int codec, Exception error) {
            throw new ViolationException("G5 an entry cannot be read: " + error);
        }
    }

    private void hear(Message message) {
        Long before = incarnations.put(message.bucket(), message.incarnation());
        if (before == null || before != message.incarnation()) {
            heard.keySet().removeIf(key -> world.keys().bucket(world.keys().number(key)) == message.bucket());
        }
        for (KeyBytes key : message.keys()) {
            long version = message.version().number();
            Long earlier = heard.put(key, version);
            if (earlier != null && earlier >= version && world.keepsOrder()) {
                throw new ViolationException("G6 an event came after a later one");
            }
        }
    }

    @Override
    public void onStored(Integer key, Object value, Object prior, long version, Cause cause) {}

    @Override
    public void onRemoved(Integer key, Object prior, long version, Cause cause) {}

    @Override
    public void onExpired(Integer key, Object prior, long version) {}

    @Override
    public void onEvicted(Integer key, Object prior, long version) {}
}
