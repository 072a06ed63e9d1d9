package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.terracecache.TerraceCache;
import org.terracecache.TerraceCacheManager;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.Cleared;
import org.terracecache.event.ListenerFailed;
import org.terracecache.event.MessagePublished;
import org.terracecache.event.Miss;
import org.terracecache.event.Written;
import org.terracecache.spi.CachePlugin;
import org.terracecache.spi.ListenerOptions;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PluginsTest {
    private static final ListenerOptions SYNCHRONOUS =
            ListenerOptions.defaults().withSynchronous(true);

    private final TestCaches caches = new TestCaches();
    private final List<Object> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        caches.close();
    }

    /** Tells its life to the test. */
    private class Recorder implements CachePlugin, AutoCloseable {
        private final String name;

        Recorder(String name) {
            this.name = name;
            heard.add("make " + name);
        }

        @Override
        public void start(TerraceCache<?, ?> cache) {
            heard.add("start " + name);
        }

        @Override
        public void stop(TerraceCache<?, ?> cache) {
            heard.add("stop " + name + (cache.isClosed() ? " closed" : " open"));
        }

        @Override
        public void close() {
            heard.add("close " + name);
        }
    }

    private final class FailingAtStart extends Recorder {
        private final Consumer<TerraceCache<?, ?>> before;

        FailingAtStart(Consumer<TerraceCache<?, ?>> before) {
            super("failing");
            this.before = before;
        }

        @Override
        public void start(TerraceCache<?, ?> cache) {
            before.accept(cache);
            throw new IllegalStateException("on purpose");
        }
    }

    private final class FailingAtTheEnd extends Recorder {
        FailingAtTheEnd() {
            super("failing");
        }

        @Override
        public void stop(TerraceCache<?, ?> cache) {
            super.stop(cache);
            throw new IllegalStateException("at stop");
        }

        @Override
        public void close() {
            super.close();
            throw new IllegalStateException("at close");
        }
    }

    private static TerraceCacheManager managerOf(TerraceCache<?, ?> cache) {
        return cache.getCacheManager().unwrap(TerraceCacheManager.class);
    }

    private CachePlugin failures() {
        return cache -> cache.events()
                .on(ListenerFailed.type(), event -> heard.add(event.error().getMessage()), SYNCHRONOUS);
    }

    @Test
    void plugin_ofACache_hearsItsFirstOperation() {
        Cache<String, Integer> cache = caches.create(TestCaches.counts().addPlugin(() -> started -> {
            started.events().on(Miss.type(), miss -> heard.add("miss " + miss.key()), SYNCHRONOUS);
            started.events()
                    .memory()
                    .on(Written.type(), written -> heard.add(written.key() + "=" + written.value()), SYNCHRONOUS);
        }));

        cache.get("a");
        cache.put("a", 1);

        assertThat(heard).containsExactly("miss a", "a=1");
    }

    @Test
    void plugin_ofACacheInTwoLayers_hearsAllHubsFromTheFirstOperation() {
        try (SharedNodes nodes = new SharedNodes()) {
            TerraceConfiguration<String, Integer> configuration = new TerraceConfiguration<String, Integer>()
                    .addPlugin(() -> started -> {
                        started.events().remote().on(Written.type(), written -> heard.add("remote " + written.key()));
                        started.events()
                                .bus()
                                .on(
                                        MessagePublished.type(),
                                        published -> heard.add(
                                                "bus " + published.message().keys()));
                    });

            SharedNodes.cache(nodes.listeningNode(), "layered", configuration).put("a", 1);

            await().untilAsserted(() -> assertThat(heard).containsExactlyInAnyOrder("remote a", "bus [a]"));
        }
    }

    @Test
    void plugins_stopInTheOppositeOrder_whileTheCacheIsOpen_andAreClosedOnce() {
        Cache<String, Integer> cache = caches.create(
                TestCaches.counts().addPlugin(() -> new Recorder("1")).addPlugin(() -> new Recorder("2")));
        assertThat(heard).containsExactly("make 1", "start 1", "make 2", "start 2");
        heard.clear();

        cache.close();
        cache.close();
        caches.close();

        assertThat(heard).containsExactly("stop 2 open", "close 2", "stop 1 open", "close 1");
    }

    @Test
    void plugin_thatTwoFactoriesReturn_livesOnce() {
        Recorder shared = new Recorder("1");
        Cache<String, Integer> cache =
                caches.create(TestCaches.counts().addPlugin(() -> shared).addPlugin(() -> shared));

        cache.close();

        assertThat(heard).containsExactly("make 1", "start 1", "stop 1 open", "close 1");
    }

    @Test
    void plugin_thatThrowsAtStart_isRemovedWithItsSubscriptions_andReported() {
        MutableCacheEntryListenerConfiguration<Object, Object> standard = new MutableCacheEntryListenerConfiguration<>(
                () -> (CacheEntryCreatedListener<Object, Object>) events -> heard.add("standard"), null, false, true);
        TerraceConfiguration<Object, Object> configuration = new TerraceConfiguration<>()
                .addPlugin(this::failures)
                .addPlugin(() -> new FailingAtStart(started -> {
                    started.events().on(Written.type(), written -> heard.add("general"), SYNCHRONOUS);
                    managerOf(started).events().on(Written.type(), written -> heard.add("manager"), SYNCHRONOUS);
                    register(started, standard);
                }))
                .addPlugin(() -> new Recorder("next"));

        try (StandardError log = new StandardError()) {
            Cache<Object, Object> cache = caches.create(configuration);
            cache.put("a", 1);

            assertThat(heard).containsExactly("make failing", "on purpose", "close failing", "make next", "start next");
            assertThat(cache.get("a")).isEqualTo(1);
            assertThat(log.lines("WARN"))
                    .singleElement()
                    .asString()
                    .contains(cache.getName(), FailingAtStart.class.getName(), "could not be started", "Mend it")
                    .doesNotContain("on purpose");
            assertThat(configurationOf(cache).getCacheEntryListenerConfigurations())
                    .isEmpty();
            heard.clear();
            cache.close();
            assertThat(heard).containsExactly("stop next open", "close next");
        }
    }

    @SuppressWarnings("unchecked") // the cache has objects
    private static void register(
            TerraceCache<?, ?> cache, MutableCacheEntryListenerConfiguration<Object, Object> listener) {
        ((TerraceCache<Object, Object>) cache).registerCacheEntryListener(listener);
    }

    @SuppressWarnings("unchecked") // the types are the cache's
    private static <K, V> MutableConfiguration<K, V> configurationOf(Cache<K, V> cache) {
        return cache.getConfiguration(MutableConfiguration.class);
    }

    @Test
    void plugin_thatCannotBeMade_isReported() {
        try (StandardError log = new StandardError()) {
            Cache<String, Integer> cache =
                    caches.create(TestCaches.counts().addPlugin(this::failures).addPlugin(() -> {
                        throw new IllegalStateException("no database");
                    }));

            assertThat(heard).containsExactly("no database");
            assertThat(log.lines("WARN"))
                    .singleElement()
                    .asString()
                    .contains(cache.getName(), PluginsTest.class.getName() + " (lambda)", "could not be made");
            cache.put("a", 1);
        }
    }

    @Test
    void plugin_thatThrowsAtStopAndClose_isReported_andTheOthersAreStopped() {
        Cache<String, Integer> cache = caches.create(TestCaches.counts()
                .addPlugin(this::failures)
                .addPlugin(() -> new Recorder("1"))
                .addPlugin(FailingAtTheEnd::new));
        heard.clear();

        try (StandardError log = new StandardError()) {
            cache.close();

            assertThat(heard)
                    .containsExactly(
                            "stop failing open", "at stop", "close failing", "at close", "stop 1 open", "close 1");
            assertThat(log.lines("WARN"))
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).contains("could not be stopped"))
                    .anySatisfy(line -> assertThat(line).contains("could not be closed"));
        }
        assertThat(cache.isClosed()).isTrue();
    }

    @Test
    void plugin_whoseCacheIsClosed_hearsNothingMoreOfTheManager() {
        Cache<String, Integer> cache = caches.create(TestCaches.counts()
                .addPlugin(() -> started -> managerOf(started)
                        .events()
                        .on(Written.type(), written -> heard.add(written.cache()), SYNCHRONOUS)));
        Cache<String, Integer> other = caches.create(TestCaches.counts());
        other.put("a", 1);
        assertThat(heard).containsExactly(other.getName());

        cache.close();
        other.put("b", 1);

        assertThat(heard).containsExactly(other.getName());
    }

    @Test
    void plugin_whoseCacheIsDestroyed_hearsTheClear_onlyIfItComesFirst() {
        Cache<String, Integer> cache = caches.create(TestCaches.counts()
                .addPlugin(() ->
                        started -> started.events().on(Cleared.type(), cleared -> heard.add("cleared"), SYNCHRONOUS)));

        cache.clear();
        caches.manager().destroyCache(cache.getName());

        assertThat(heard).containsExactly("cleared");
    }

    @Test
    void plugin_thatUsesTheCacheAndItsManager_doesNotHang() {
        class Busy implements CachePlugin {
            @Override
            public void start(TerraceCache<?, ?> cache) {
                use(cache, "start");
            }

            @Override
            public void stop(TerraceCache<?, ?> cache) {
                use(cache, "stop");
            }

            private void use(TerraceCache<?, ?> cache, String when) {
                CacheManager manager = cache.getCacheManager();
                heard.add(when + manager.getCache(cache.getName()).containsKey("a"));
                manager.createCache("of-" + when, new MutableConfiguration<>()).close();
                elsewhere(() -> {
                    manager.createCache("elsewhere-" + when, new MutableConfiguration<>());
                    manager.destroyCache("elsewhere-" + when);
                    heard.add("elsewhere " + cache.isClosed());
                });
            }
        }
        Cache<Object, Object> cache = caches.create(new TerraceConfiguration<>().addPlugin(Busy::new));

        cache.close();

        assertThat(heard).containsExactly("startfalse", "elsewhere false", "stopfalse", "elsewhere false");
    }

    private static void elsewhere(Runnable task) {
        CompletableFuture.runAsync(task, thread -> new Thread(thread).start()).join();
    }
}
