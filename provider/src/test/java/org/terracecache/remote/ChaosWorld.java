package org.terracecache.remote;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.terracecache.config.ChaosSettings;
import org.terracecache.entry.KeyLayout;

/** A world in memory whose nodes suffer faults. A delay lets the world's clock move on. */
final class ChaosWorld implements World {
    private final InMemoryWorld world = new InMemoryWorld();
    private final ChaosSettings chances;

    ChaosWorld(ChaosSettings chances) {
        this.chances = chances;
    }

    private boolean passNow(long nanos, Runnable task) {
        world.pass(Duration.ofNanos(nanos));
        task.run();
        return true;
    }

    @Override
    public KeyLayout layout() {
        return world.layout();
    }

    @Override
    public RemoteStore store(String node, int buckets) {
        return new ChaosStore(
                world.store(node, buckets), chances.store(), chances.seed(), this::passNow, world::nanoTime);
    }

    @Override
    public BusTransport bus(String node) {
        return new ChaosBus(world.bus(node), chances.bus(), chances.seed(), this::passNow);
    }

    @Override
    public void pass(Duration duration) {
        world.pass(duration);
    }

    @Override
    public void stall() {
        world.stall();
    }

    @Override
    public void resume() {
        world.resume();
    }

    @Override
    public <T> T settle(CompletableFuture<T> future) {
        return world.settle(future);
    }

    @Override
    public void evict(byte[] name) {
        world.evict(name);
    }

    @Override
    public void flush() {
        world.flush();
    }

    @Override
    public void cutSubscriptions() {
        world.cutSubscriptions();
    }

    @Override
    public byte[] get(byte[] name) {
        return world.get(name);
    }

    @Override
    public void put(byte[] name, byte[] bytes) {
        world.put(name, bytes);
    }

    @Override
    public void close() {
        world.close();
    }
}
