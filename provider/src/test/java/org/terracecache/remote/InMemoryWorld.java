package org.terracecache.remote;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.terracecache.entry.Buckets;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.Limits;

/** A world in memory: its clock moves when it is told to. */
public final class InMemoryWorld implements World {
    private final KeyLayout layout = new KeyLayout("test", 0, new Buckets(4), Limits.DEFAULT);
    private final InMemoryServer server = new InMemoryServer(layout, 1);
    private final List<InMemoryStore> stores = new ArrayList<>();
    private final List<BusTransport> buses = new ArrayList<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Override
    public KeyLayout layout() {
        return layout;
    }

    @Override
    public RemoteStore store(String node, int buckets) {
        InMemoryStore store = new InMemoryStore(server, node, buckets);
        stores.add(store);
        return store;
    }

    @Override
    public BusTransport bus(String node) {
        BusTransport bus = new InMemoryBus(server, node);
        buses.add(bus);
        return bus;
    }

    @Override
    public void pass(Duration duration) {
        server.advance(duration.toNanos());
    }

    /** The world's clock. */
    long nanoTime() {
        return server.nanos();
    }

    @Override
    public void stall() {
        stores.forEach(store -> store.onWayThere(waiting::add));
    }

    @Override
    public void resume() {
        stores.forEach(store -> store.onWayThere(Runnable::run));
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    @Override
    public <T> T settle(CompletableFuture<T> future) {
        for (int i = 0; i < 1_000 && !future.isDone(); i++) {
            pass(Duration.ofMillis(10));
        }
        return future.getNow(null);
    }

    @Override
    public void evict(byte[] name) {
        server.evict(name);
    }

    @Override
    public void flush() {
        server.flush();
    }

    @Override
    public void cutSubscriptions() {
        server.cutSubscriptions();
    }

    @Override
    public byte[] get(byte[] name) {
        return server.get(name);
    }

    @Override
    public void put(byte[] name, byte[] bytes) {
        server.put(name, bytes);
    }

    @Override
    public void close() {
        stores.forEach(RemoteStore::close);
        buses.forEach(BusTransport::close);
    }
}
