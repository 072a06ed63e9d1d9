package org.terracecache.jcache;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.config.ManagerSettings;
import org.terracecache.config.ManagerUri;

/**
 * The managers of one provider, by class loader and URI (JSR-107, {@code CachingProvider}). A class loader that nobody else
 * uses any more can be collected once its managers are closed. Safe for use by many threads.
 */
public final class Managers {
    private static final Logger LOG = LoggerFactory.getLogger(Managers.class);

    private final CachingProvider provider;
    private final WeakHashMap<ClassLoader, ConcurrentMap<URI, StandardManager>> byLoader = new WeakHashMap<>();

    /** No managers yet. */
    public Managers(CachingProvider provider) {
        this.provider = provider;
    }

    /** The manager of a class loader and a URI; made now if there is none. */
    public synchronized CacheManager get(@Nullable URI uri, ClassLoader loader, @Nullable Properties properties) {
        ManagerUri managerUri = ManagerUri.of(uri);
        URI identity = managerUri.identity();
        ConcurrentMap<URI, StandardManager> managers =
                byLoader.computeIfAbsent(loader, key -> new ConcurrentHashMap<>());
        StandardManager existing = managers.get(identity);
        if (existing != null) {
            if (properties != null && !properties.isEmpty() && !properties.equals(existing.getProperties())) {
                LOG.warn(
                        "The cache manager {} is there already and keeps its properties; those given now have no effect",
                        identity);
            }
            if (uri != null && !existing.takes(uri)) {
                LOG.warn(
                        "The cache manager {} is there already and keeps its credentials; those given now have no effect",
                        identity);
            }
            return existing;
        }
        Properties own = new Properties();
        if (properties != null) {
            own.putAll(properties);
        }
        ManagerSettings settings = ManagerSettings.load(uri == null ? identity : uri, loader, own);
        StandardManager made = new StandardManager(
                provider,
                identity,
                loader,
                own,
                settings,
                UUID.randomUUID().toString().substring(0, 8),
                () -> managers.remove(identity));
        managers.put(identity, made);
        return made;
    }

    /** The managers that are there. */
    public synchronized List<CacheManager> all() {
        List<CacheManager> all = new ArrayList<>();
        byLoader.values().forEach(managers -> all.addAll(managers.values()));
        return all;
    }

    /** Closes all managers. */
    public void close() {
        close(manager -> true);
    }

    /** Closes the managers of a class loader. */
    public void close(ClassLoader loader) {
        close(manager -> manager.getClassLoader() == loader);
    }

    /** Closes the manager of a class loader and a URI, if there is one. */
    public void close(@Nullable URI uri, ClassLoader loader) {
        URI identity = ManagerUri.of(uri).identity();
        close(manager -> manager.getClassLoader() == loader && manager.getURI().equals(identity));
    }

    private void close(Predicate<StandardManager> condition) {
        List<StandardManager> closing = new ArrayList<>();
        synchronized (this) {
            byLoader.values()
                    .forEach(managers ->
                            managers.values().stream().filter(condition).forEach(closing::add));
        }
        closing.forEach(StandardManager::close);
        synchronized (this) {
            byLoader.values().removeIf(ConcurrentMap::isEmpty);
        }
    }
}
