package org.terracecache.linearizability;

import javax.cache.integration.CacheWriterException;

/** A cache in front of a store that refuses one value. */
public final class SequentialWriteThroughCache extends SequentialCache {
    @Override
    void create(int key, int value) {
        write(value);
        super.create(key, value);
    }

    @Override
    void update(int key, int value) {
        write(value);
        super.update(key, value);
    }

    private static void write(int value) {
        if (value == WriteThroughScenario.REFUSED) {
            throw new CacheWriterException("refused");
        }
    }
}
