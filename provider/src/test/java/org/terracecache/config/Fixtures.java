package org.terracecache.config;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.terracecache.TerraceCache;
import org.terracecache.event.CacheEvent;
import org.terracecache.spi.CachePlugin;
import org.terracecache.spi.Copier;
import org.terracecache.spi.Emitter;
import org.terracecache.spi.TimeSource;
import org.terracecache.spi.Weigher;

/** Classes that configurations name. */
public final class Fixtures {
    private Fixtures() {}

    /** The name of a class as it stands in HOCON. */
    static String name(Class<?> type) {
        return '"' + type.getName() + '"';
    }

    /** Loads. */
    public static class BookLoader implements CacheLoader<Object, Object> {
        @Override
        public Object load(Object key) {
            return "loaded " + key;
        }

        @Override
        public Map<Object, Object> loadAll(Iterable<?> keys) {
            return Map.of();
        }
    }

    /** Makes loaders. */
    public static final class LoaderFactory implements Factory<CacheLoader<Object, Object>> {
        private static final long serialVersionUID = 1L;

        @Override
        public CacheLoader<Object, Object> create() {
            return new BookLoader();
        }
    }

    /** Makes something else. */
    public static final class TextFactory implements Factory<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String create() {
            return "text";
        }
    }

    /** Cannot be made. */
    public static final class FailingLoader extends BookLoader {
        /** Throws. */
        public FailingLoader() {
            throw new IllegalStateException("no database");
        }
    }

    /** Cannot be made either. */
    public static final class UnmakeableLoader extends BookLoader {
        /** Wants a parameter. */
        public UnmakeableLoader(String url) {
            assert url != null;
        }
    }

    /** Writes nothing. */
    public static final class BookWriter implements CacheWriter<Object, Object> {
        @Override
        public void write(Cache.Entry<?, ?> entry) {}

        @Override
        public void writeAll(Collection<Cache.Entry<?, ?>> entries) {}

        @Override
        public void delete(Object key) {}

        @Override
        public void deleteAll(Collection<?> keys) {}
    }

    /** Hears nothing. */
    public static final class Listener implements CacheEntryCreatedListener<Object, Object> {
        @Override
        public void onCreated(Iterable<CacheEntryEvent<?, ?>> events) {}
    }

    /** Lets all pass. */
    public static final class Filter implements CacheEntryEventFilter<Object, Object> {
        @Override
        public boolean evaluate(CacheEntryEvent<?, ?> event) {
            return true;
        }
    }

    /** Weighs all alike. */
    public static final class UnitWeigher implements Weigher<Object, Object> {
        @Override
        public int weigh(Object key, Object value) {
            return 1;
        }
    }

    /** Copies nothing. */
    public static final class SameCopier implements Copier {
        @Override
        public <T> T copy(T object) {
            return object;
        }
    }

    /** Stands still. */
    public static final class StoppedClock implements TimeSource {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public long currentTimeMillis() {
            return 0;
        }
    }

    /** Runs at once. */
    public static final class DirectExecutor implements Executor {
        @Override
        public void execute(Runnable command) {
            command.run();
        }
    }

    static final ScheduledExecutorService NO_SCHEDULER = new IdleScheduler();

    /** Has no thread before it has a task. */
    public static final class IdleScheduler extends ScheduledThreadPoolExecutor {
        public IdleScheduler() {
            super(0);
        }
    }

    /** Does nothing. */
    public static class NoPlugin implements CachePlugin {
        @Override
        public void start(TerraceCache<?, ?> cache) {}
    }

    /** Does nothing, too. */
    public static final class OtherPlugin extends NoPlugin {}

    /** Emits nothing, and counts how often it is made and closed. */
    public static final class CountingEmitter implements Emitter, AutoCloseable {
        static final AtomicInteger MADE = new AtomicInteger();
        static final AtomicInteger CLOSED = new AtomicInteger();

        /** Counts. */
        public CountingEmitter() {
            MADE.incrementAndGet();
        }

        @Override
        public void on(String event, Consumer<? super CacheEvent<?, ?>> listener) {}

        @Override
        public void once(String event, Consumer<? super CacheEvent<?, ?>> listener) {}

        @Override
        public void off(String event, Consumer<? super CacheEvent<?, ?>> listener) {}

        @Override
        public void emit(String event, CacheEvent<?, ?> payload) {}

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }
}
