package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.LoadFailed;
import org.terracecache.spi.ListenerOptions;

/** {@code loadAll}: whatever comes of it, somebody is told. */
class BackgroundLoadTest {
    private static final ListenerOptions SYNCHRONOUS =
            ListenerOptions.defaults().withSynchronous(true);

    private final TestCaches caches = new TestCaches();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        caches.close();
        executor.shutdownNow();
    }

    private Cache<String, Integer> cache(Executor by, Function<String, Integer> loader) {
        return caches.create(TestCaches.loading(new Loader<>(loader)).executor(by));
    }

    /** What the completion listener was told: null for the completion. */
    private static final class Completion extends CompletableFuture<Exception> implements CompletionListener {
        @Override
        public void onCompletion() {
            complete(null);
        }

        @Override
        public void onException(Exception e) {
            complete(e);
        }

        Exception outcome() throws Exception {
            return get(20, TimeUnit.SECONDS);
        }
    }

    private static Integer fail(String key) {
        throw new IllegalStateException("on purpose");
    }

    private static Integer failBadly(String key) {
        throw new NoClassDefFoundError("on purpose");
    }

    @Test
    void loadAll_thatFails_tellsSynchronousListenersToo() throws Exception {
        Cache<String, Integer> cache = cache(executor, BackgroundLoadTest::fail);
        List<Object> failed = new CopyOnWriteArrayList<>();
        TestCaches.own(cache)
                .events()
                .on(LoadFailed.<String, Integer>type(), event -> failed.add(event.key()), SYNCHRONOUS);
        Completion completion = new Completion();

        cache.loadAll(Set.of("key"), false, completion);

        assertThat(completion.outcome()).isInstanceOf(CacheLoaderException.class);
        assertThat(failed).containsExactly("key");
    }

    @Test
    void loadAll_whoseLoaderThrowsAnError_tellsTheCompletionListener() throws Exception {
        Cache<String, Integer> cache = cache(executor, BackgroundLoadTest::failBadly);
        List<Throwable> failed = new CopyOnWriteArrayList<>();
        TestCaches.own(cache)
                .events()
                .on(LoadFailed.<String, Integer>type(), event -> failed.add(event.error()), SYNCHRONOUS);
        Completion completion = new Completion();

        cache.loadAll(Set.of("key"), false, completion);

        assertThat(completion.outcome())
                .isInstanceOf(CacheLoaderException.class)
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(failed).hasSize(1).hasOnlyElementsOfType(NoClassDefFoundError.class);
    }

    @Test
    void loadAll_whenTheExecutorTakesNoWork_throwsACacheException() {
        Cache<String, Integer> cache = cache(
                task -> {
                    throw new RejectedExecutionException("on purpose");
                },
                key -> 1);

        assertThatThrownBy(() -> cache.loadAll(Set.of("key"), false, new Completion()))
                .isInstanceOf(CacheException.class)
                .hasRootCauseMessage("on purpose");
    }

    @Test
    void loadAll_whoseListenerThrows_saysThatTheValuesAreStored() throws Exception {
        Cache<String, Integer> cache = cache(executor, key -> 1);
        CacheEntryCreatedListener<String, Integer> listener = events -> {
            throw new CacheEntryListenerException("on purpose");
        };
        cache.registerCacheEntryListener(
                new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true));
        Completion completion = new Completion();

        cache.loadAll(Set.of("key"), false, completion);

        assertThat(completion.outcome())
                .isInstanceOf(CacheLoaderException.class)
                .hasRootCauseInstanceOf(CacheEntryListenerException.class)
                .message()
                .doesNotContain("not stored");
        assertThat(TestCaches.contents(cache)).isEqualTo(Map.of("key", 1));
    }

    /** One load has one outcome, also where what it gave cannot be copied. */
    @Test
    void load_ofWhatCannotBeCopied_isToldOnce() throws Exception {
        Cache<String, Object> cache = caches.create(new TerraceConfiguration<String, Object>()
                .setTypes(String.class, Object.class)
                .setReadThrough(true)
                .setCacheLoaderFactory(() -> new Loader<>(key -> new Thread(key))));
        List<String> told = new ArrayList<>();
        TestCaches.own(cache).events().on(CacheEvent.type(), event -> told.add(event.name()), SYNCHRONOUS);

        assertThatThrownBy(() -> cache.get("key")).isInstanceOf(CacheException.class);
        assertThatThrownBy(() -> cache.getAll(Set.of("key"))).isInstanceOf(CacheException.class);

        assertThat(told).containsExactly("cache:load:failed", "cache:miss", "cache:load:failed", "cache:miss");
    }
}
