package org.terracecache.simulator;

import java.util.concurrent.locks.Lock;
import java.util.function.LongConsumer;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/**
 * An application on one node, which uses the cache in front of the database: it reads through and writes through; and it changes rows in
 * the database behind the cache's back, and then removes or clears what the cache has of them. Like an application that locks
 * the row that it changes, it changes each row by one thread at a time, on whatever node. Safe for use by many threads.
 */
final class Application {
    private final Cache<String, Row> cache;
    private final Database database;
    private final Checker checker;
    private final NodeView view;
    private final Meter meter;
    private final Runnable afterFailure;

    /** After a failure it does what it is told, such as to wait before it tries something else. */
    Application(Node node, Database database, Checker checker, Runnable afterFailure) {
        this.cache = node.cache();
        this.view = node.view();
        this.meter = node.meter();
        this.database = database;
        this.checker = checker;
        this.afterFailure = afterFailure;
    }

    void perform(Access access) {
        String key = access.key();
        try {
            switch (access.operation()) {
                case GET -> timed(Operation.GET, () -> read(key));
                case PUT -> change(key, revision -> put(key, revision));
                case INVOKE -> change(key, revision -> invoke(key, revision));
                case REMOVE -> change(key, revision -> invalidate(Operation.REMOVE, key, revision));
                case CLEAR -> change(key, revision -> invalidate(Operation.CLEAR, key, revision));
            }
        } catch (CacheException e) {
            meter.recordFailure();
            afterFailure.run();
        }
    }

    /**
     * Reads a row; the checker judges what came.
     *
     * @throws CacheException if it could not be read
     */
    @Nullable Row read(String key) {
        NodeView.Reading reading = view.beginRead(key);
        Row row = cache.get(key);
        view.endRead(reading, row);
        return row;
    }

    private void change(String key, LongConsumer operation) {
        Lock lock = database.lock(key);
        lock.lock();
        try {
            operation.accept(checker.begin(key));
        } finally {
            lock.unlock();
        }
    }

    private void put(String key, long revision) {
        timed(Operation.PUT, () -> cache.put(key, Row.written(key, revision)));
        view.acknowledge(key, revision, false);
    }

    private void invoke(String key, long revision) {
        long acknowledged = checker.acknowledged(key);
        Row next = Row.written(key, revision);
        timed(Operation.INVOKE, () -> {
            Row previous = cache.invoke(key, Application::replaceValue, next);
            view.endInvoke(key, acknowledged, previous);
        });
        view.acknowledge(key, revision, false);
    }

    private static @Nullable Row replaceValue(MutableEntry<String, Row> entry, Object... arguments) {
        Row previous = entry.getValue();
        entry.setValue((Row) arguments[0]);
        return previous;
    }

    private void invalidate(Operation operation, String key, long revision) {
        database.write(Row.written(key, revision));
        timed(operation, () -> {
            if (operation == Operation.CLEAR) {
                cache.clear();
            } else {
                cache.remove(key);
            }
        });
        view.acknowledge(key, revision, true);
    }

    private void timed(Operation operation, Runnable call) {
        long start = System.nanoTime();
        try {
            call.run();
        } finally {
            meter.record(operation, System.nanoTime() - start);
        }
    }
}
