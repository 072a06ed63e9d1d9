package org.terracecache;

import java.net.URI;
import java.util.List;
import java.util.Properties;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;
import org.terracecache.config.ManagerSettings;
import org.terracecache.config.ManagerUri;
import org.terracecache.jcache.Managers;

/**
 * Terrace's entry point for {@link javax.cache.Caching}, found by {@link java.util.ServiceLoader}. Safe for use by many
 * threads.
 */
public final class TerraceCachingProvider implements CachingProvider {
    private final Managers managers = new Managers(this);

    /** A provider without managers. */
    public TerraceCachingProvider() {}

    /**
     * The manager of a URI and a class loader; made now if there is none (JSR-107, {@code CachingProvider}).
     *
     * @param uri where the configuration comes from, null for {@link #getDefaultURI}
     * @param classLoader what finds classes and configuration files, null for {@link #getDefaultClassLoader}
     * @param properties settings over those of the file, of which those that begin with {@code terrace.} count; null for
     *     none; without effect if the manager is there already
     * @return the manager, never null
     * @throws javax.cache.CacheException if the configuration is wrong; the message tells what and where
     */
    @Override
    public CacheManager getCacheManager(
            @Nullable URI uri, @Nullable ClassLoader classLoader, @Nullable Properties properties) {
        return managers.get(uri, loader(classLoader), properties);
    }

    @Override
    public CacheManager getCacheManager(@Nullable URI uri, @Nullable ClassLoader classLoader) {
        return getCacheManager(uri, classLoader, null);
    }

    @Override
    public CacheManager getCacheManager() {
        return getCacheManager(null, null, null);
    }

    /** The managers that are there. */
    List<CacheManager> managers() {
        return managers.all();
    }

    @Override
    public ClassLoader getDefaultClassLoader() {
        return TerraceCachingProvider.class.getClassLoader();
    }

    @Override
    public URI getDefaultURI() {
        return ManagerUri.DEFAULT;
    }

    @Override
    public @Nullable Properties getDefaultProperties() {
        return null;
    }

    @Override
    public void close() {
        managers.close();
    }

    @Override
    public void close(@Nullable ClassLoader classLoader) {
        managers.close(loader(classLoader));
    }

    @Override
    public void close(@Nullable URI uri, @Nullable ClassLoader classLoader) {
        managers.close(uri, loader(classLoader));
    }

    @Override
    public boolean isSupported(OptionalFeature optionalFeature) {
        return optionalFeature == OptionalFeature.STORE_BY_REFERENCE && !hasRemoteDefault();
    }

    /** A cache with a remote layer stores by value. What is wrong with a configuration, its manager says when it is made. */
    private boolean hasRemoteDefault() {
        try (ManagerSettings settings = ManagerSettings.load(getDefaultURI(), getDefaultClassLoader(), null)) {
            return settings.remote() != null;
        } catch (CacheException e) {
            return false;
        }
    }

    private ClassLoader loader(@Nullable ClassLoader classLoader) {
        return classLoader == null ? getDefaultClassLoader() : classLoader;
    }
}
