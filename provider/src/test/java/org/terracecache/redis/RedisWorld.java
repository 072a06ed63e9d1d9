package org.terracecache.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.terracecache.entry.Buckets;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.Limits;
import org.terracecache.remote.BusTransport;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.World;
import org.terracecache.server.RedisProcess;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** A world over a real Redis, which it empties first. */
final class RedisWorld implements World {
    private final KeyLayout layout = new KeyLayout("te{st", 0, new Buckets(4), Limits.DEFAULT);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final RedisProcess redis;
    private final RedisOptions options;
    private final RedisConnection admin;

    RedisWorld(RedisProcess redis) throws NotConnectedException {
        this.redis = redis;
        this.options = RedisOptions.of("127.0.0.1", redis.port());
        this.admin = RedisConnection.open(options, TimeUnit.SECONDS.toNanos(5));
        flush();
    }

    RedisOptions options() {
        return options;
    }

    @Override
    public KeyLayout layout() {
        return layout;
    }

    @Override
    public RemoteStore store(String node, int buckets) {
        KeyLayout own = new KeyLayout("te{st", 0, new Buckets(buckets), Limits.DEFAULT);
        RemoteStore store = new RedisStore(options, own, node, Runnable::run, RedisWorld::thread);
        open.add(store);
        return store;
    }

    static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "redis-test");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public BusTransport bus(String node) {
        BusTransport bus = new RedisBus(options, layout, node, RedisWorld::thread);
        open.add(bus);
        return bus;
    }

    /** A command of Redis's own. */
    Object ask(Command command, Object... arguments) {
        CommandArguments all = new CommandArguments(command);
        for (Object argument : arguments) {
            if (argument instanceof byte[] bytes) {
                all.add(bytes);
            } else {
                all.add(argument.toString());
            }
        }
        admin.send(all);
        return admin.receive(TimeUnit.SECONDS.toNanos(5));
    }

    private long timeMicros() {
        List<?> time = ScriptReply.list(ask(Command.TIME));
        return TimeUnit.SECONDS.toMicros(ScriptReply.decimal(time.get(0))) + ScriptReply.decimal(time.get(1));
    }

    @Override
    public void pass(Duration duration) {
        long end = timeMicros() + TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
        for (long left = duration.toNanos(); left > 0; left = (end - timeMicros()) * 1_000) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void stall() {
        redis.pause();
    }

    @Override
    public void resume() {
        redis.resume();
    }

    @Override
    public <T> T settle(CompletableFuture<T> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void evict(byte[] name) {
        ask(Command.DEL, name);
    }

    @Override
    public void flush() {
        ask(Command.FLUSHALL);
    }

    @Override
    public void cutSubscriptions() {
        ask(Command.CLIENT, "KILL", "TYPE", "pubsub");
    }

    @Override
    public byte[] get(byte[] name) {
        return (byte[]) ask(Command.GET, name);
    }

    @Override
    public void put(byte[] name, byte[] bytes) {
        ask(Command.SET, name, bytes);
    }

    @Override
    public void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                throw new AssertionError("Closing failed", e);
            }
        }
        admin.close();
    }
}
