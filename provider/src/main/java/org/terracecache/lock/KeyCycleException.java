package org.terracecache.lock;

import java.util.List;
import java.util.stream.Collectors;
import javax.cache.CacheException;

/** Threads would wait for each other's keys for ever. */
public final class KeyCycleException extends CacheException {
    private static final long serialVersionUID = 1L;

    KeyCycleException(List<?> keys) {
        super("Waiting for the keys " + keys.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + " would never end: threads that each hold one of them wait for another. Entry processors, cache writers"
                + " and the code they call must take keys of one cache in the same order everywhere.");
    }
}
