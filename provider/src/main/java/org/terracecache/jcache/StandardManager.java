package org.terracecache.jcache;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;
import org.terracecache.Bus;
import org.terracecache.Events;
import org.terracecache.TerraceCacheManager;
import org.terracecache.config.CacheDefinition;
import org.terracecache.config.ManagerSettings;
import org.terracecache.config.PluginDefinition;
import org.terracecache.config.RemoteSettings;
import org.terracecache.config.SharingSettings;
import org.terracecache.layer.RemoteNode;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.ManagerSignals;
import org.terracecache.spi.TimeSource;

/** A cache manager: one node. Look-ups take no lock. Safe for use by many threads. */
final class StandardManager implements TerraceCacheManager {
    private final CachingProvider provider;
    private final URI uri;
    private final ClassLoader loader;
    private final Properties properties;
    private final ManagerSettings settings;
    private final ManagerSignals signals;
    private final ManagerThreads threads;
    private final Runnable onClose;
    private final ConcurrentMap<String, StandardCache<?, ?>> caches = new ConcurrentHashMap<>();
    private final Object lifecycle = new Object();
    private final @Nullable RemoteNode remote;
    private final NodeBus bus;
    private volatile boolean closed;

    /** {@code onClose} makes the provider forget the manager. */
    StandardManager(
            CachingProvider provider,
            URI uri,
            ClassLoader loader,
            Properties properties,
            ManagerSettings settings,
            String node,
            Runnable onClose) {
        this.provider = provider;
        this.uri = uri;
        this.loader = loader;
        this.properties = properties;
        this.settings = settings;
        this.threads = new ManagerThreads(node, loader);
        this.signals = new ManagerSignals(node, threads, TimeSource.system());
        this.onClose = onClose;
        this.remote = connect();
        this.bus = new NodeBus(node, remote);
    }

    private @Nullable RemoteNode connect() {
        RemoteSettings wanted = settings.remote();
        if (wanted == null) {
            return null;
        }
        try {
            return RemoteConnection.open(wanted, settings.chaos(), signals, threads);
        } catch (RuntimeException | Error e) {
            signals.close();
            threads.close();
            settings.close();
            throw e;
        }
    }

    /** Whether a URI names no credentials, or those that the manager has. */
    boolean takes(URI given) {
        RemoteSettings used = settings.remote();
        return given.equals(uri) || used == null || used.address().hasCredentialsOf(given.toString());
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The cache manager " + uri + " is closed");
        }
    }

    @Override
    public CachingProvider getCachingProvider() {
        return provider;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    public ClassLoader getClassLoader() {
        return loader;
    }

    @Override
    public Properties getProperties() {
        return properties;
    }

    @Override
    public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(String cacheName, C configuration) {
        requireOpen();
        requireNonNull(cacheName, "cacheName");
        requireNonNull(configuration, "configuration");
        StandardCache<K, V> made;
        synchronized (lifecycle) {
            requireOpen();
            if (caches.containsKey(cacheName)) {
                throw new CacheException("The cache " + cacheName + " exists already in the cache manager " + uri
                        + ": get it by getCache, or destroy it first");
            }
            made = create(cacheName, settings.merge(cacheName, configuration));
        }
        return made.ready();
    }

    private <K, V> StandardCache<K, V> create(String name, CacheDefinition<K, V> definition) {
        CacheParts<K, V> parts = CacheAssembly.assemble(
                name, definition, uri.toString(), loader, signals, threads, wiring(name, definition));
        StandardCache<K, V> cache = new StandardCache<>(
                parts, plugins(definition, parts.core().signals()), this, () -> caches.remove(name));
        CompleteConfiguration<K, V> standard = definition.standard();
        try {
            cache.bind();
            standard.getCacheEntryListenerConfigurations().forEach(parts.core().signals()::register);
            if (!parts.core().expiry().isEternal()) {
                ScheduledExecutorService own = definition.settings().scheduler();
                parts.products().add(ExpirySweep.begin(parts.core(), own == null ? threads.scheduler() : own));
            }
            cache.setStatisticsEnabled(standard.isStatisticsEnabled());
            parts.setManagementEnabled(standard.isManagementEnabled());
        } catch (RuntimeException | Error e) {
            cache.close();
            throw e;
        }
        caches.put(name, cache);
        return cache;
    }

    private Plugins plugins(CacheDefinition<?, ?> definition, CacheSignals<?, ?> told) {
        List<PluginDefinition> all = new ArrayList<>(settings.plugins());
        all.addAll(definition.plugins());
        return new Plugins(all, told);
    }

    @Override
    public <K, V> @Nullable Cache<K, V> getCache(String cacheName, Class<K> keyType, Class<V> valueType) {
        requireNonNull(cacheName, "cacheName");
        requireNonNull(keyType, "keyType");
        requireNonNull(valueType, "valueType");
        StandardCache<?, ?> cache = find(cacheName);
        if (cache == null) {
            return null;
        }
        requireType(cacheName, "keys", cache.parts().configuration().keyType(), keyType);
        requireType(cacheName, "values", cache.parts().configuration().valueType(), valueType);
        return cast(cache);
    }

    private @Nullable RemoteWiring wiring(String name, CacheDefinition<?, ?> definition) {
        SharingSettings sharing = definition.settings().sharing();
        if (!sharing.layers().hasRemote()) {
            return null;
        }
        if (definition.isByReferenceOverRemote()) {
            throw new UnsupportedOperationException("The cache " + name + " has a remote layer and stores by value:"
                    + " a cache that stores by reference needs layers = memory");
        }
        RemoteSettings wanted = settings.remote();
        if (remote == null || wanted == null) {
            throw new CacheException("The cache " + name + " is to have a remote layer, and its manager " + uri
                    + " has none: set terrace.remote.uri, or give the manager the URI of a Redis");
        }
        return new RemoteWiring(remote, wanted.commandTimeout(), sharing);
    }

    private static void requireType(String cache, String what, Class<?> configured, Class<?> asked) {
        if (configured != asked) {
            throw new ClassCastException("The cache " + cache + " has " + what + " of " + configured.getName()
                    + ", not of " + asked.getName());
        }
    }

    @Override
    public <K, V> @Nullable Cache<K, V> getCache(String cacheName) {
        StandardCache<?, ?> cache = find(requireNonNull(cacheName, "cacheName"));
        return cache == null ? null : cast(cache);
    }

    @SuppressWarnings("unchecked") // the types were compared, or the caller takes the risk (JSR-107, getCache)
    private static <K, V> Cache<K, V> cast(Cache<?, ?> cache) {
        return (Cache<K, V>) cache;
    }

    /** The cache, made now if the configuration names it; null if nobody knows it. */
    private @Nullable StandardCache<?, ?> find(String name) {
        requireOpen();
        StandardCache<?, ?> cache = caches.get(name);
        if (cache == null && settings.isConfigured(name)) {
            synchronized (lifecycle) {
                requireOpen();
                cache = caches.get(name);
                if (cache == null) {
                    cache = create(name, settings.definition(name));
                }
            }
        }
        return cache == null ? null : cache.ready();
    }

    @Override
    public Iterable<String> getCacheNames() {
        requireOpen();
        Set<String> names = new TreeSet<>(caches.keySet());
        return Collections.unmodifiableSet(names);
    }

    @Override
    public void destroyCache(String cacheName) {
        requireOpen();
        StandardCache<?, ?> cache = caches.get(requireNonNull(cacheName, "cacheName"));
        if (cache != null) {
            cache.destroy();
        }
    }

    @Override
    public void enableManagement(String cacheName, boolean enabled) {
        requireOpen();
        StandardCache<?, ?> cache = find(requireNonNull(cacheName, "cacheName"));
        if (cache != null) {
            cache.parts().setManagementEnabled(enabled);
        }
    }

    @Override
    public void enableStatistics(String cacheName, boolean enabled) {
        requireOpen();
        StandardCache<?, ?> cache = find(requireNonNull(cacheName, "cacheName"));
        if (cache != null) {
            cache.setStatisticsEnabled(enabled);
        }
    }

    @Override
    public void close() {
        synchronized (lifecycle) {
            if (closed) {
                return;
            }
            closed = true;
        }
        onClose.run();
        List.copyOf(caches.values()).forEach(Cache::close);
        signals.close();
        bus.close();
        if (remote != null) {
            remote.close();
        }
        threads.close();
        settings.close();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public Events<Object, Object> events() {
        return signals.events();
    }

    @Override
    public Bus bus() {
        return bus;
    }

    @Override
    public String node() {
        return signals.node();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return Unwrap.of(this, type);
    }

    @Override
    public String toString() {
        return "TerraceCacheManager[" + uri + (closed ? ", closed]" : "]");
    }
}
