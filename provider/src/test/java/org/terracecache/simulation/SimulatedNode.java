package org.terracecache.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.integration.CacheLoader;
import org.terracecache.bus.BusSignal;
import org.terracecache.bus.Loose;
import org.terracecache.bus.NodeSettings;
import org.terracecache.bus.Replica;
import org.terracecache.layer.Expiry;
import org.terracecache.layer.ForeignCalls;
import org.terracecache.layer.LayeredStack;
import org.terracecache.layer.Loading;
import org.terracecache.layer.Opened;
import org.terracecache.layer.RemoteNode;
import org.terracecache.layer.RemoteTerms;
import org.terracecache.layer.Residents;
import org.terracecache.memory.MemoryBounds;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.ManagerSignals;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.TimeSource;

/** A node as users have it: bus, layers and loads of one cache, with a clock, a network and threads that are the simulation's. */
final class SimulatedNode {
    static final Duration LEASE = Duration.ofSeconds(3);
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration NO_LEASE = Duration.ofDays(365);
    private static final long TICKET_MILLIS = Duration.ofMinutes(10).toMillis();

    private final World world;
    private final int number;
    private final SimulatedBus bus;
    private final SimulatedStore store;
    private final VirtualScheduler scheduler;
    private final LayeredStack<Integer> stack;
    private final Loading<Integer, Long> loading;
    private final Listener listener;
    private final Tags tags;

    SimulatedNode(World world, int number) {
        this.world = world;
        this.number = number;
        this.bus = new SimulatedBus(world, name());
        this.store = new SimulatedStore(world, this);
        this.scheduler = new VirtualScheduler(world.server());
        TimeSource time = new Clock();
        RemoteNode node = Opened.node(
                new Opened.Parts(
                        new RemoteNode.Identity(name(), world.keys().layout().buckets(), LEASE),
                        store,
                        bus,
                        this::hear,
                        (cache, what, failure) -> {},
                        scheduler,
                        task -> world.later(this, "works", task),
                        time),
                world::nextStamp,
                (settings, replica, signals, now) ->
                        Loose.coherence(loose(settings), loose(replica), signals, now, world.off()));
        this.listener = new Listener(world, this);
        Residents<Integer> residents = new Residents<>(listener);
        MemoryLayer<Integer> memory = new MemoryLayer<>(MemoryBounds.NONE, true, residents, time);
        RemoteTerms terms = new RemoteTerms(Keys.CACHE, true, TIMEOUT.toNanos(), TICKET_MILLIS);
        this.stack =
                new LayeredStack<>(terms, node.shared(), world.keys(), memory, residents, listener.telling(), time);
        this.loading = loading(time);
        this.tags = new Tags(world, store, node.shared().coherence(), world.keys());
    }

    private Loading<Integer, Long> loading(TimeSource time) {
        ForeignCalls gate = new ForeignCalls(Keys.CACHE);
        CacheSignals<Integer, Long> nobody = new CacheSignals<>(
                new ManagerSignals(name(), Runnable::run, time),
                Keys.CACHE,
                ListenerOptions.defaults(),
                Runnable::run,
                time,
                any -> any,
                null,
                Set.of());
        return new Loading<>(
                new Loader(),
                stack,
                new Expiry(new EternalExpiryPolicy(), Keys.CACHE, gate),
                value -> value,
                nobody,
                time,
                gate);
    }

    private NodeSettings loose(NodeSettings settings) {
        return world.keeps("lease")
                ? settings
                : new NodeSettings(settings.node(), settings.buckets(), NO_LEASE.toNanos());
    }

    private Replica loose(Replica replica) {
        return world.keeps("detach") ? replica : new Undetached(replica);
    }

    private void hear(BusSignal signal) {
        world.log(() -> "  " + name() + ": " + signal);
        bus.on(signal);
    }

    int number() {
        return number;
    }

    String name() {
        return String.valueOf((char) ('A' + number));
    }

    SimulatedBus bus() {
        return bus;
    }

    VirtualScheduler scheduler() {
        return scheduler;
    }

    LayeredStack<Integer> stack() {
        return stack;
    }

    Loading<Integer, Long> loading() {
        return loading;
    }

    Listener listener() {
        return listener;
    }

    Tags tags() {
        return tags;
    }

    /** What a read of the key gets from memory, null if nothing may be served. */
    Object served(int key) {
        return Opened.served(stack, key, world.nanos());
    }

    boolean evict(int key) {
        boolean there = stack.memory().peek(key) != null;
        stack.memory().dropIf(key, any -> true);
        return there;
    }

    /** It dies: what others have begun to do for it comes to nothing. */
    void die() {
        scheduler.shutdown();
        bus.close();
    }

    private final class Clock implements TimeSource {
        @Override
        public long nanoTime() {
            return world.nanos();
        }

        @Override
        public long currentTimeMillis() {
            return world.nanos() / 1_000_000;
        }
    }

    private final class Loader implements CacheLoader<Integer, Long> {
        @Override
        public Long load(Integer key) {
            return loadAll(List.of(key)).get(key);
        }

        @Override
        public Map<Integer, Long> loadAll(Iterable<? extends Integer> keys) {
            return world.operation().load(keys);
        }
    }
}
