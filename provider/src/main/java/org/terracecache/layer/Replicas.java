package org.terracecache.layer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.terracecache.bus.Message;
import org.terracecache.bus.Replica;
import org.terracecache.entry.KeyBytes;

/** The memory layers of a node's caches, as its buckets see them. */
public final class Replicas implements Replica {
    private final ConcurrentMap<String, LayeredStack<?>> caches = new ConcurrentHashMap<>();

    void add(String cache, LayeredStack<?> stack) {
        caches.put(cache, stack);
    }

    void remove(String cache, LayeredStack<?> stack) {
        caches.remove(cache, stack);
    }

    private void on(String cache, Consumer<LayeredStack<?>> action) {
        LayeredStack<?> stack = caches.get(cache);
        if (stack != null) {
            action.accept(stack);
        }
    }

    /** A message was applied. */
    void told(Message message, boolean own) {
        on(message.cache(), stack -> stack.told(message, own));
    }

    /** The store may have forgotten what this node asked of a bucket. */
    void forgotten(int bucket) {
        caches.values().forEach(stack -> stack.forgotten(bucket));
    }

    /** Gives up echoes that are overdue. */
    void expireEchoes() {
        caches.values().forEach(LayeredStack::expireEchoes);
    }

    @Override
    public @Nullable Resident resident(String cache, KeyBytes key) {
        LayeredStack<?> stack = caches.get(cache);
        return stack == null ? null : stack.resident(key);
    }

    @Override
    public void dropOlder(String cache, KeyBytes key, long version) {
        on(cache, stack -> stack.dropOlder(key, version));
    }

    @Override
    public void detachLoad(String cache, KeyBytes key, long version) {
        on(cache, stack -> stack.detachLoad(key, version));
    }

    /** What memory holds of it gives no hit any more, and goes soon. */
    @Override
    public void cacheCleared(String cache, int bucket, long version) {
        on(cache, stack -> {
            stack.detachLoads(bucket, version);
            stack.dead();
        });
    }

    @Override
    public void tagRemoved(String cache, int bucket, String tag, long version) {
        on(cache, stack -> stack.detachLoads(bucket, version));
    }

    @Override
    public void bucketCleared(int bucket) {
        caches.values().forEach(stack -> {
            stack.detachLoads(bucket, Long.MAX_VALUE);
            stack.dead();
        });
    }
}
