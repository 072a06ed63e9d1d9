package org.terracecache.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.KeyLayout;
import org.terracecache.remote.BusSubscriber;
import org.terracecache.remote.BusSubscription;
import org.terracecache.remote.BusTransport;

/** The bus over one Redis primary: a connection and a thread for each subscription. Safe for any thread. */
public final class RedisBus implements BusTransport {
    private final RedisOptions options;
    private final ThreadFactory threads;
    private final Map<KeyBytes, Target> channels = new HashMap<>();
    private final Set<RedisSubscription> open = ConcurrentHashMap.newKeySet();

    /**
     * A node's end of the bus.
     *
     * @param options where Redis is
     * @param layout the namespace
     * @param node this node's name
     * @param threads makes the thread of each subscription; daemon threads, if the JVM is to end without a close
     */
    public RedisBus(RedisOptions options, KeyLayout layout, String node, ThreadFactory threads) {
        this.options = options;
        this.threads = threads;
        for (int i = 0; i < layout.buckets().count(); i++) {
            int bucket = i;
            channels.put(KeyBytes.of(layout.channel(i)), (to, bytes) -> to.message(bucket, bytes));
            channels.put(KeyBytes.of(layout.heartbeats(i, node)), BusSubscriber::heartbeat);
        }
        channels.put(KeyBytes.of(layout.nodes()), BusSubscriber::announcement);
    }

    @Override
    public BusSubscription subscribe(BusSubscriber subscriber) {
        RedisSubscription subscription = new RedisSubscription(options, channels, subscriber, open::remove);
        open.add(subscription);
        threads.newThread(subscription).start();
        return subscription;
    }

    @Override
    public void close() {
        open.forEach(RedisSubscription::close);
    }

    /** Who hears a channel. */
    interface Target {
        /** Hands over what came. */
        void deliver(BusSubscriber to, byte[] bytes);
    }
}
