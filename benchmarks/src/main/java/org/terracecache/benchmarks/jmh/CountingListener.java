package org.terracecache.benchmarks.jmh;

import java.util.concurrent.atomic.LongAdder;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryUpdatedListener;

/** An asynchronous listener that counts what it is told; one counter for the JVM. */
final class CountingListener
        implements CacheEntryCreatedListener<Integer, Integer>, CacheEntryUpdatedListener<Integer, Integer> {
    private static final LongAdder DELIVERED = new LongAdder();

    private CountingListener() {}

    /** Registers one, without old values and without a filter. */
    static CacheEntryListenerConfiguration<Integer, Integer> asynchronous() {
        return new MutableCacheEntryListenerConfiguration<>(CountingListener::new, null, false, false);
    }

    /** How many events all listeners have received. */
    static long delivered() {
        return DELIVERED.sum();
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends Integer, ? extends Integer>> events) {
        count(events);
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends Integer, ? extends Integer>> events) {
        count(events);
    }

    private static void count(Iterable<CacheEntryEvent<? extends Integer, ? extends Integer>> events) {
        events.forEach(event -> DELIVERED.increment());
    }
}
