package org.terracecache.jcache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.config.ChaosSettings;
import org.terracecache.config.RemoteAddress;
import org.terracecache.config.RemoteSettings;
import org.terracecache.entry.Buckets;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.Limits;
import org.terracecache.layer.RemoteNode;
import org.terracecache.layer.RemoteTrouble;
import org.terracecache.observe.ManagerSignals;
import org.terracecache.redis.RedisBus;
import org.terracecache.redis.RedisOptions;
import org.terracecache.redis.RedisStore;
import org.terracecache.remote.Callback;
import org.terracecache.remote.ChaosBus;
import org.terracecache.remote.ChaosLater;
import org.terracecache.remote.ChaosStore;
import org.terracecache.remote.Done;
import org.terracecache.remote.Failure;
import org.terracecache.remote.ReadMeta;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.Request;
import org.terracecache.spi.TimeSource;

/** Connects a manager with the Redis that its configuration names. */
final class RemoteConnection {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteConnection.class);

    private RemoteConnection() {}

    /**
     * Connects. Redis has answered when this returns.
     *
     * @throws CacheException if it did not; the message says where, why, and what to look at
     */
    static RemoteNode open(
            RemoteSettings settings, @Nullable ChaosSettings chaos, ManagerSignals signals, ManagerThreads threads) {
        String node = signals.node();
        RemoteAddress address = settings.address();
        RedisOptions options = new RedisOptions(
                address.host(),
                address.port(),
                address.database(),
                address.user(),
                address.password(),
                address.tls(),
                settings.connectTimeout(),
                settings.maximumConnections());
        Buckets buckets = new Buckets(settings.buckets());
        KeyLayout layout = new KeyLayout(settings.namespace(), address.database(), buckets, Limits.DEFAULT);
        ThreadFactory daemons = threads.factory("redis");
        RedisStore store = new RedisStore(options, layout, node, Runnable::run, daemons);
        try {
            requireAnswer(store, settings);
        } catch (CacheException e) {
            store.close();
            throw e;
        }
        ScheduledExecutorService scheduler = threads.scheduler();
        RedisBus bus = new RedisBus(options, layout, node, daemons);
        return new RemoteNode(
                new RemoteNode.Identity(node, buckets, settings.lease()),
                chaos == null ? store : chaos(chaos, node, store, threads),
                chaos == null ? bus : new ChaosBus(bus, chaos.bus(), ~chaos.seed(), later(threads)),
                new BusNews(signals, TimeSource.system()),
                new Troubles(node),
                scheduler,
                threads,
                TimeSource.system());
    }

    private static RemoteStore chaos(ChaosSettings chaos, String node, RedisStore store, ManagerThreads threads) {
        LOG.warn(
                "[node={}] Chaos is on, with the seed {}: commands and messages are lost, fail and come late on purpose. This is"
                        + " for tests; elsewhere set terrace.chaos.enabled = false.",
                node,
                chaos.seed());
        return new ChaosStore(store, chaos.store(), chaos.seed(), later(threads), TimeSource.system()::nanoTime);
    }

    private static ChaosLater later(ManagerThreads threads) {
        return (nanos, task) -> {
            try {
                ScheduledFuture<?> ignored =
                        threads.scheduler().schedule(() -> threads.execute(task), nanos, TimeUnit.NANOSECONDS);
                return true;
            } catch (RejectedExecutionException e) {
                LOG.debug("The node is closed: nothing is delayed any more", e);
                return false;
            }
        };
    }

    private static void requireAnswer(RedisStore store, RemoteSettings settings) {
        CompletableFuture<Done> answer = new CompletableFuture<>();
        long nanos = settings.commandTimeout().plus(settings.connectTimeout()).toNanos();
        store.execute(new Request<>(new ReadMeta(0), Math.min(nanos, Request.MAX_TIMEOUT_NANOS), new Callback<>() {
            @Override
            public void answered(Done done) {
                answer.complete(done);
            }

            @Override
            public void failed(Failure failure) {
                answer.completeExceptionally(
                        new CacheException("Redis at " + settings.address() + " cannot be used: " + failure.detail()));
            }
        }));
        try {
            answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CacheException own ? own : new CacheException(e.getCause());
        }
    }

    /** Tells troubles to the log. */
    private record Troubles(String node) implements RemoteTrouble {
        @Override
        public void failed(String cache, String operation, Failure failure) {
            LOG.debug("[node={}, cache={}] cannot {}: {}", node, cache, operation, failure.detail());
        }
    }
}
