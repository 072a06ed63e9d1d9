package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import javax.cache.spi.CachingProvider;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.terracecache.Events;
import org.terracecache.TerraceCache;
import org.terracecache.TerraceCacheManager;
import org.terracecache.TerraceCachingProvider;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.Written;
import org.terracecache.spi.CachePlugin;
import org.terracecache.spi.ListenerOptions;

/** What is closed leaves nothing behind: no class loader, thread, MBean or listener. */
class LeakTest {
    private static final int CYCLES = 1_000;
    private static final int LOADERS = 5;

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger closedTwice = new AtomicInteger();

    private class Product implements AutoCloseable {
        private final AtomicInteger closes = new AtomicInteger();

        Product() {
            made.incrementAndGet();
        }

        @Override
        public void close() {
            (closes.incrementAndGet() == 1 ? closed : closedTwice).incrementAndGet();
        }
    }

    private final class Listener extends Product
            implements CacheEntryCreatedListener<Integer, String>, CacheEntryExpiredListener<Integer, String> {
        @Override
        public void onCreated(Iterable<CacheEntryEvent<? extends Integer, ? extends String>> events) {
            events.forEach(CacheEntryEvent::getValue);
        }

        @Override
        public void onExpired(Iterable<CacheEntryEvent<? extends Integer, ? extends String>> events) {
            events.forEach(CacheEntryEvent::getOldValue);
        }
    }

    private final class ClosingLoader extends Product implements javax.cache.integration.CacheLoader<Integer, String> {
        @Override
        public String load(Integer key) {
            return "loaded";
        }

        @Override
        public Map<Integer, String> loadAll(Iterable<? extends Integer> keys) {
            return Map.of();
        }
    }

    private final class Policy extends Product implements ExpiryPolicy {
        private final ExpiryPolicy policy =
                new TouchedExpiryPolicy(new javax.cache.expiry.Duration(TimeUnit.MINUTES, 5));

        @Override
        public javax.cache.expiry.Duration getExpiryForCreation() {
            return policy.getExpiryForCreation();
        }

        @Override
        public javax.cache.expiry.Duration getExpiryForAccess() {
            return policy.getExpiryForAccess();
        }

        @Override
        public javax.cache.expiry.Duration getExpiryForUpdate() {
            return policy.getExpiryForUpdate();
        }
    }

    private final class Plugin extends Product implements CachePlugin {
        @Override
        public void start(TerraceCache<?, ?> cache) {
            ListenerOptions synchronous = ListenerOptions.defaults().withSynchronous(true);
            Events<?, ?> above =
                    cache.getCacheManager().unwrap(TerraceCacheManager.class).events();
            above.on(Written.type(), Written::value);
            cache.events().memory().on(Written.type(), Written::value, synchronous);
        }
    }

    private MutableConfiguration<Integer, String> configuration() {
        Factory<Policy> policy = Policy::new;
        Factory<ClosingLoader> loader = ClosingLoader::new;
        Factory<Listener> listener = Listener::new;
        return new TerraceConfiguration<Integer, String>()
                .addPlugin(Plugin::new)
                .setTypes(Integer.class, String.class)
                .setStatisticsEnabled(true)
                .setManagementEnabled(true)
                .setReadThrough(true)
                .setCacheLoaderFactory(loader)
                .setExpiryPolicyFactory(policy)
                .addCacheEntryListenerConfiguration(
                        new MutableCacheEntryListenerConfiguration<>(listener, null, true, false))
                .addCacheEntryListenerConfiguration(
                        new MutableCacheEntryListenerConfiguration<>(listener, null, false, true));
    }

    private void useAndClose(CachingProvider provider, int number) {
        CacheManager manager = provider.getCacheManager();
        Cache<Integer, String> cache = manager.createCache("cache", configuration());
        cache.put(1, "one");
        cache.get(2);
        cache.invoke(3, (entry, arguments) -> {
            entry.setValue("three");
            return null;
        });
        cache.iterator().next();
        switch (number % 4) {
            case 0 -> cache.close();
            case 1 -> manager.destroyCache("cache");
            case 2 -> manager.close();
            default -> {}
        }
        provider.close();
        assertThat(manager.isClosed()).isTrue();
        assertThat(cache.isClosed()).isTrue();
    }

    private static Set<ObjectName> beans() {
        try {
            return Stream.of("javax.cache:*", "org.terracecache:*")
                    .flatMap(name -> ManagementFactory.getPlatformMBeanServer().queryNames(name(name), null).stream())
                    .collect(Collectors.toSet());
        } catch (RuntimeException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (javax.management.MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<Thread> terraceThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("terrace-"))
                .collect(Collectors.toSet());
    }

    @Test
    void close_after1000Cycles_leavesNoThreadNoBeanAndNoProductOpen() {
        Set<Thread> threadsBefore = terraceThreads();
        Set<ObjectName> beansBefore = beans();
        for (int i = 0; i < CYCLES; i++) {
            useAndClose(new TerraceCachingProvider(), i);
            assertThat(beans()).as("after cycle %d", i).isEqualTo(beansBefore);
        }

        assertThat(made)
                .as("a policy, a loader, a plug-in and two listeners each")
                .hasValue(5 * CYCLES);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(closed).hasValue(5 * CYCLES));
        assertThat(closedTwice).hasValue(0);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Set<Thread> left = terraceThreads();
            left.removeAll(threadsBefore);
            assertThat(left).isEmpty();
        });
    }

    @Test
    void close_ofAProviderWithAClassLoaderOfItsOwn_letsTheLoaderGo() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < LOADERS; i++) {
            loaders.add(useInALoaderOfItsOwn(i));
        }

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    System.gc();
                    return loaders.stream().allMatch(loader -> loader.get() == null);
                });
    }

    private WeakReference<ClassLoader> useInALoaderOfItsOwn(int number) throws Exception {
        try (ChildFirst loader = new ChildFirst()) {
            Class<?> type = loader.loadClass(TerraceCachingProvider.class.getName());
            assertThat(type.getClassLoader()).isSameAs(loader);
            useAndClose((CachingProvider) type.getConstructor().newInstance(), number);
            return new WeakReference<>(loader);
        }
    }

    /** Loads the provider and its libraries anew; the standard's API and the logging facade are shared. */
    private static final class ChildFirst extends URLClassLoader {
        private static final List<String> OWN =
                List.of("org.terracecache.", "com.github.benmanes.caffeine.", "com.typesafe.config.");

        ChildFirst() {
            super(classPath(), LeakTest.class.getClassLoader());
        }

        private static URL[] classPath() {
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(File::new)
                    .map(ChildFirst::url)
                    .toArray(URL[]::new);
        }

        private static URL url(File file) {
            try {
                return file.toURI().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (OWN.stream().noneMatch(name::startsWith)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
