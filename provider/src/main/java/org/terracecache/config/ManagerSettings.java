package org.terracecache.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What one manager is configured with: read and validated once. Immutable, safe for use by many threads.
 *
 * <p>From the weakest to the strongest: {@code reference.conf}, the file that the manager's URI names, system properties,
 * the manager's properties. What a {@link TerraceConfiguration} sets is stronger than all of them.
 */
public final class ManagerSettings implements AutoCloseable {
    private final CacheDefinition<?, ?> template;
    private final Map<String, CacheDefinition<?, ?>> caches;

    private final List<PluginDefinition> plugins;
    private final @Nullable RemoteSettings remote;
    private final @Nullable ChaosSettings chaos;
    private final Classes classes;

    ManagerSettings(
            CacheDefinition<?, ?> template,
            Map<String, CacheDefinition<?, ?>> caches,
            List<PluginDefinition> plugins,
            @Nullable RemoteSettings remote,
            @Nullable ChaosSettings chaos,
            Classes classes) {
        this.template = template;
        this.caches = Map.copyOf(caches);
        this.plugins = plugins;
        this.remote = remote;
        this.chaos = chaos;
        this.classes = classes;
    }

    /**
     * Reads the configuration of a manager.
     *
     * @param uri the manager's URI, with user and password if it has them, not null
     * @param loader the manager's class loader, which finds the file and all classes that it names, not null
     * @param properties the manager's properties, of which those that begin with {@code terrace.} count, null for none
     * @return the settings, never null
     * @throws CacheException if the URI is not supported, or the configuration cannot be read or is wrong; the message
     *     tells all that is wrong, with file, line, key and what is allowed
     */
    public static ManagerSettings load(URI uri, ClassLoader loader, @Nullable Properties properties) {
        ManagerUri manager = ManagerUri.of(uri);
        RemoteAddress address = manager.isRemote() ? address(uri, manager) : null;
        Classes classes = new Classes(Objects.requireNonNull(loader, "loader"));
        Problems problems = new Problems();
        try {
            ConfigObject root =
                    new Layers(manager, loader, problems).read(properties == null ? new Properties() : properties);
            ManagerSettings settings = new ManagerSection(classes, problems).read(root, address);
            problems.throwIfAny(manager);
            return settings;
        } catch (ConfigException e) {
            classes.close();
            throw new CacheException(
                    "The configuration of the cache manager " + manager + " cannot be read: " + Layers.describe(e));
        } catch (CacheException e) {
            classes.close();
            throw e;
        }
    }

    private static RemoteAddress address(URI uri, ManagerUri manager) {
        try {
            return RemoteAddress.parse(uri.toString());
        } catch (IllegalArgumentException e) {
            throw new CacheException("The URI " + manager + " of the cache manager " + e.getMessage());
        }
    }

    /**
     * The store and the bus of the manager's layered caches.
     *
     * @return the settings, null if the manager has no remote store
     */
    public @Nullable RemoteSettings remote() {
        return remote;
    }

    /**
     * The faults that the store and the bus are to have, for tests.
     *
     * @return the faults, null if there are to be none
     */
    public @Nullable ChaosSettings chaos() {
        return chaos;
    }

    /**
     * The plug-ins that each cache has: those that the manager's class loader offers as services, then those that
     * {@code terrace.plugins} names.
     *
     * @return the plug-ins in the order in which they are started, never null, immutable
     */
    public List<PluginDefinition> plugins() {
        return plugins;
    }

    /**
     * The caches that the configuration names.
     *
     * @return the names, never null, immutable
     */
    public Set<String> cacheNames() {
        return caches.keySet();
    }

    /**
     * Whether the configuration names a cache.
     *
     * @param cacheName the cache's name, not null
     * @return whether {@code terrace.caches} has it
     */
    public boolean isConfigured(String cacheName) {
        return caches.containsKey(cacheName);
    }

    /**
     * A cache as the configuration defines it.
     *
     * @param cacheName the cache's name, not null
     * @param <K> the type of the keys; the definition's key type tells whether it is right
     * @param <V> the type of the values; the definition's value type tells whether it is right
     * @return the definition: the cache's own section over {@code terrace.default}, or the latter alone if there is none
     */
    public <K, V> CacheDefinition<K, V> definition(String cacheName) {
        @SuppressWarnings(
                "unchecked") // What a file says has no type; the caller compares the definition's key and value types.
        CacheDefinition<K, V> definition = (CacheDefinition<K, V>) caches.getOrDefault(cacheName, template);
        return definition;
    }

    /**
     * A cache as an application creates it: its configuration over what the manager's configuration says of the cache. A
     * {@link TerraceConfiguration} wins by what it sets; a {@link CompleteConfiguration} of another class sets all of the
     * standard's options; a mere {@link Configuration} sets types and store-by-value.
     *
     * @param cacheName the cache's name, not null
     * @param configuration the application's configuration, not null
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return the definition, never null; it shares nothing that can change with the configuration
     * @throws CacheException if the cache is to have a remote layer and the manager has no remote store
     */
    public <K, V> CacheDefinition<K, V> merge(String cacheName, Configuration<K, V> configuration) {
        CacheDefinition<K, V> merged = merged(cacheName, configuration);
        if (remote == null && merged.settings().sharing().layers().hasRemote()) {
            throw new CacheException("The cache " + cacheName + " cannot have layers = "
                    + merged.settings().sharing().layers()
                    + ": configure terrace.remote.uri, which says where the remote layer is");
        }
        return merged;
    }

    private <K, V> CacheDefinition<K, V> merged(String cacheName, Configuration<K, V> configuration) {
        CacheDefinition<K, V> base = definition(cacheName);
        if (configuration instanceof TerraceConfiguration<K, V> own) {
            return own.over(base);
        }
        if (configuration instanceof CompleteConfiguration<K, V> complete) {
            return new CacheDefinition<>(complete, base.settings(), base.plugins());
        }
        MutableConfiguration<K, V> merged = new MutableConfiguration<>(base.standard());
        merged.setTypes(configuration.getKeyType(), configuration.getValueType());
        merged.setStoreByValue(configuration.isStoreByValue());
        return new CacheDefinition<>(merged, base.settings(), base.plugins());
    }

    /**
     * Closes what the configuration made for the manager from class names: emitter, executor, time source, copiers,
     * weighers. To be called when the manager closes; a second call does nothing.
     */
    @Override
    public void close() {
        classes.close();
    }
}
