package org.terracecache.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.processor.MutableEntry;

/**
 * An application that uses the cache as its only way to the database: it reads through, writes through and invalidates. Like
 * an application that locks the row that it changes, it changes each row by one thread at a time; so it knows the latest
 * revision that each read must at least see. Safe for use by many threads.
 */
final class Application {
    private static final int LOCKS = 1024;

    private final Cache<String, Row> cache;
    private final Meter meter;
    private final AtomicLong revisions = new AtomicLong();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Object[] locks = new Object[LOCKS];

    Application(Cache<String, Row> cache, Meter meter) {
        this.cache = cache;
        this.meter = meter;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    void perform(Access access) {
        try {
            switch (access.operation()) {
                case GET -> get(access.key());
                case REMOVE -> remove(access.key());
                case PUT, INVOKE -> change(access.operation(), access.key());
            }
        } catch (CacheException e) {
            meter.recordFailure();
        }
    }

    private void get(String key) {
        long atLeast = acknowledged.getOrDefault(key, 0L);
        long start = System.nanoTime();
        Row row = null;
        try {
            row = cache.get(key);
        } finally {
            meter.record(Operation.GET, System.nanoTime() - start);
        }
        if (row == null || !row.key().equals(key) || row.revision() < atLeast) {
            meter.recordWrongValue();
        }
    }

    private void remove(String key) {
        long start = System.nanoTime();
        try {
            cache.remove(key);
        } finally {
            meter.record(Operation.REMOVE, System.nanoTime() - start);
        }
    }

    private void change(Operation operation, String key) {
        synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
            Row next = new Row(key, revisions.incrementAndGet());
            long start = System.nanoTime();
            try {
                if (operation == Operation.PUT) {
                    cache.put(key, next);
                } else {
                    replace(key, next);
                }
            } finally {
                meter.record(operation, System.nanoTime() - start);
            }
            acknowledged.put(key, next.revision());
        }
    }

    private void replace(String key, Row next) {
        long atLeast = acknowledged.getOrDefault(key, 0L);
        Row previous = cache.invoke(key, Application::replaceValue, next);
        if (previous == null || !previous.key().equals(key) || previous.revision() < atLeast) {
            meter.recordWrongValue();
        }
    }

    private static Row replaceValue(MutableEntry<String, Row> entry, Object... arguments) {
        Row previous = entry.getValue();
        entry.setValue((Row) arguments[0]);
        return previous;
    }
}
