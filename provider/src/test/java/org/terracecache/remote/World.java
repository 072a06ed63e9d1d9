package org.terracecache.remote;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.terracecache.entry.KeyLayout;

/** A shared store of some kind, its nodes' ends, and what can happen to it: what a compliance suite needs. */
public interface World extends AutoCloseable {
    KeyLayout layout();

    /** A node's end, which the world closes. */
    default RemoteStore store(String node) {
        return store(node, layout().buckets().count());
    }

    /** The end of a node that is configured with a number of buckets. */
    RemoteStore store(String node, int buckets);

    /** A node's end of the bus, which the world closes. */
    BusTransport bus(String node);

    /** Lets the store's clock move on by at least that much. */
    void pass(Duration duration);

    /** From now on commands reach the store no more; they wait on their way. */
    void stall();

    /** What waited on its way arrives. */
    void resume();

    /** Waits for what needs the clock to move, also while the store stalls. */
    <T> T settle(CompletableFuture<T> future);

    /** Deletes a key, as an eviction does. */
    void evict(byte[] name);

    /** Deletes everything. */
    void flush();

    /** Ends the connections of all subscriptions. */
    void cutSubscriptions();

    /** The raw bytes under a key, null if there is none. */
    byte[] get(byte[] name);

    /** Stores raw bytes under a key. */
    void put(byte[] name, byte[] bytes);

    @Override
    void close();
}
