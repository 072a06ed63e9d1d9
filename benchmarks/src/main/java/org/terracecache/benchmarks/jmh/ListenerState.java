package org.terracecache.benchmarks.jmh;

import org.terracecache.benchmarks.contender.CacheSettings;

/** A cache by reference with one asynchronous listener. */
public class ListenerState extends CacheState<Integer> {

    @Override
    CacheSettings<Integer> settings() {
        return CacheSettings.byReference(Integer.class, Workload.MAXIMUM_ENTRIES, false)
                .with(CountingListener.asynchronous());
    }

    @Override
    Integer[] values() {
        return Successor.numbers();
    }
}
