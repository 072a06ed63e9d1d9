package org.terracecache.config;

import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;
import org.terracecache.spi.CachePlugin;
import org.terracecache.spi.Copier;
import org.terracecache.spi.Emitter;
import org.terracecache.spi.KeyCodec;
import org.terracecache.spi.Overflow;
import org.terracecache.spi.Serializer;
import org.terracecache.spi.TimeSource;
import org.terracecache.spi.Weigher;

/**
 * The configuration of one cache in code: the standard's options and Terrace's, fluently. What is set here wins over every
 * file and property; what is not set, the standard's options included, comes from the manager's configuration
 * ({@code terrace.caches.<name>}, then {@code terrace.default}). A configuration of another class that is handed to
 * {@code createCache}, or copied by the constructor, sets all of the standard's options.
 *
 * <p>Not safe for use by many threads. A cache keeps a copy: changes made later have no effect on it.
 *
 * <p>Serializable when its parts are: the weigher, the copier, the serializer and the key codec travel with it, factories and listener configurations
 * too, as the standard demands; the emitter, the executor, the scheduler and the time source belong to a process and stay behind.
 *
 * <p>Equal to another {@code TerraceConfiguration} with the same options, and to a {@link MutableConfiguration} with the
 * same options if none of Terrace's is set.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public class TerraceConfiguration<K, V> extends MutableConfiguration<K, V> {
    @Serial
    private static final long serialVersionUID = 1L;

    private Set<StandardOption> explicit = EnumSet.noneOf(StandardOption.class);
    private TerraceOptions options = TerraceOptions.NONE;
    private List<PluginDefinition> plugins = List.of();

    /** Sets nothing: without further calls, a cache is configured by the manager's configuration alone. */
    public TerraceConfiguration() {}

    /**
     * Copies a configuration. All of the standard's options then count as set, unless the argument is a
     * {@code TerraceConfiguration}, which passes on what it sets.
     *
     * @param source what to copy, not null
     */
    public TerraceConfiguration(CompleteConfiguration<K, V> source) {
        super(source);
        if (source instanceof TerraceConfiguration<K, V> other) {
            explicit = EnumSet.copyOf(other.explicit);
            options = other.options;
            plugins = other.plugins;
        } else {
            explicit = EnumSet.allOf(StandardOption.class);
        }
    }

    /**
     * Bounds the memory layer by its number of entries; replaces a bound by weight.
     *
     * @param maximum the most entries, 1 or more, or 0 for no bound
     * @return this
     * @throws IllegalArgumentException if the maximum is negative
     */
    public TerraceConfiguration<K, V> maximumEntries(long maximum) {
        options = options.withMaximumEntries(maximum);
        return this;
    }

    /**
     * Bounds the memory layer by the weight of its entries; replaces a bound by their number.
     *
     * @param maximum what the entries may weigh together, 1 or more
     * @param weigher weighs entries, not null
     * @return this
     * @throws IllegalArgumentException if the maximum is not positive
     */
    public TerraceConfiguration<K, V> maximumWeight(long maximum, Weigher<? super K, ? super V> weigher) {
        options = options.withMaximumWeight(maximum, weigher);
        return this;
    }

    /**
     * Sets how keys and values are copied when the cache stores by value; the default is Terrace's own copier.
     *
     * @param copier copies, not null
     * @return this
     */
    public TerraceConfiguration<K, V> copier(Copier copier) {
        options = options.withCopier(copier);
        return this;
    }

    /**
     * Names types whose instances are immutable and thus shared, not copied, beyond those that Terrace recognizes. Replaces
     * what an earlier call named.
     *
     * @param types the types, not null
     * @return this
     */
    public TerraceConfiguration<K, V> immutableTypes(Class<?>... types) {
        options = options.withImmutableTypes(Set.of(types));
        return this;
    }

    /**
     * Bounds the queue of each asynchronous listener that brings no options of its own.
     *
     * @param capacity how many events may wait, 1 to 16,777,216; the default is 16,384
     * @param overflow what happens when the queue is full, not null; the default is {@link Overflow#DROP_OLDEST}
     * @return this
     * @throws IllegalArgumentException if the capacity is out of its range
     */
    public TerraceConfiguration<K, V> listenerQueue(int capacity, Overflow overflow) {
        options = options.withListenerQueue(capacity, overflow);
        return this;
    }

    /**
     * Hands in the application's own emitter, which is told every event of the cache; the default is none.
     *
     * @param emitter the emitter, not null; the cache does not close it
     * @return this
     */
    public TerraceConfiguration<K, V> emitter(Emitter emitter) {
        options = options.withEmitter(emitter);
        return this;
    }

    /**
     * Sets where asynchronous listeners and background loads run; the default is the manager's own threads.
     *
     * @param executor the executor, not null; the cache does not shut it down
     * @return this
     */
    public TerraceConfiguration<K, V> executor(Executor executor) {
        options = options.withExecutor(executor);
        return this;
    }

    /**
     * Sets what looks several times a second for expired entries; the default is the manager's own thread. What it finds is
     * dealt with on the executor.
     *
     * @param scheduler the scheduler, not null; the cache does not shut it down
     * @return this
     */
    public TerraceConfiguration<K, V> scheduler(ScheduledExecutorService scheduler) {
        options = options.withScheduler(scheduler);
        return this;
    }

    /**
     * Sets where the cache reads the time; the default is the system's clocks.
     *
     * @param timeSource the clock, not null
     * @return this
     */
    public TerraceConfiguration<K, V> timeSource(TimeSource timeSource) {
        options = options.withTimeSource(timeSource);
        return this;
    }

    /**
     * Sets where entries are kept; the default is {@link CacheLayers#MEMORY_AND_REMOTE} if the manager has a remote store, and
     * {@link CacheLayers#MEMORY} if not. A remote layer without a store is refused by {@code createCache}.
     *
     * @param layers the layers, not null
     * @return this
     */
    public TerraceConfiguration<K, V> layers(CacheLayers layers) {
        Objects.requireNonNull(layers, "layers");
        options = options.withSharing(options.sharing().withLayers(layers));
        return this;
    }

    /**
     * Sets whose changes the standard's listeners hear of when the cache has a remote layer; the default is {@link
     * ListenerScope#CLUSTER}.
     *
     * @param scope the scope, not null
     * @return this
     */
    public TerraceConfiguration<K, V> listenerScope(ListenerScope scope) {
        Objects.requireNonNull(scope, "scope");
        options = options.withSharing(options.sharing().withListenerScope(scope));
        return this;
    }

    /**
     * Allows classes of keys and values from the remote store, beyond the JDK's values and collections, well-known frameworks'
     * cache types, the cache's types with all that is reachable from them, and what this node has stored. Replaces what an
     * earlier call allowed; the default is none.
     *
     * @param patterns full names of classes, {@code com.example.*} for the classes of a package, {@code com.example.**} for
     *     those of its subpackages too; not null
     * @return this
     * @throws IllegalArgumentException if a pattern is none
     */
    public TerraceConfiguration<K, V> allow(String... patterns) {
        options = options.withSharing(options.sharing().withAllow(new LinkedHashSet<>(List.of(patterns))));
        return this;
    }

    /**
     * Sets what writes values to the remote store and reads them; the default is the built-in forms.
     *
     * @param serializer the serializer, not null; the cache does not close it
     * @return this
     * @throws IllegalArgumentException if its id is out of its range
     */
    public TerraceConfiguration<K, V> serializer(Serializer serializer) {
        options = options.withSharing(options.sharing().withSerializer(serializer));
        return this;
    }

    /**
     * Sets what gives keys of its type their bytes in caches with a remote layer; the default is none.
     *
     * @param codec the codec, not null; the cache does not close it
     * @return this
     */
    public TerraceConfiguration<K, V> keyCodec(KeyCodec<? extends K> codec) {
        Objects.requireNonNull(codec, "codec");
        options = options.withSharing(options.sharing().withKeyCodec(codec));
        return this;
    }

    /**
     * Adds a plug-in, after those that were added before and those of the manager. What the manager's configuration names as the
     * cache's own plug-ins is then not used.
     *
     * @param factory makes the plug-in when the cache is created, not null; what it makes is closed after it was stopped
     * @return this
     */
    public TerraceConfiguration<K, V> addPlugin(Factory<? extends CachePlugin> factory) {
        Objects.requireNonNull(factory, "factory");
        List<PluginDefinition> more = new ArrayList<>(plugins);
        more.add(new PluginDefinition(factory.getClass().getName(), factory));
        plugins = List.copyOf(more);
        return this;
    }

    /**
     * Sets the expiry policy: {@link #setExpiryPolicyFactory} by a shorter name.
     *
     * @param factory makes the policy, not null
     * @return this
     */
    public TerraceConfiguration<K, V> expiry(Factory<? extends ExpiryPolicy> factory) {
        return setExpiryPolicyFactory(Objects.requireNonNull(factory, "factory"));
    }

    /**
     * Sets how long entries live, by operation.
     *
     * @param creation how long a new entry lives, 0 or at least 1 millisecond, not null
     * @param update how long an entry lives from now on when it is updated, null if that changes nothing
     * @param access how long an entry lives from now on when it is read, null if that changes nothing
     * @return this
     * @throws IllegalArgumentException if a duration is out of its range
     */
    public TerraceConfiguration<K, V> expiry(Duration creation, @Nullable Duration update, @Nullable Duration access) {
        return setExpiryPolicyFactory(Expiry.of(creation, update, access));
    }

    /**
     * Entries expire some time after they were created ({@link CreatedExpiryPolicy}).
     *
     * @param duration how long they live, 0 or at least 1 millisecond, not null
     * @return this
     * @throws IllegalArgumentException if the duration is out of its range
     */
    public TerraceConfiguration<K, V> expireAfterCreation(Duration duration) {
        return setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Expiry.duration(duration)));
    }

    /**
     * Entries expire some time after they were created or updated ({@link ModifiedExpiryPolicy}).
     *
     * @param duration how long they live, 0 or at least 1 millisecond, not null
     * @return this
     * @throws IllegalArgumentException if the duration is out of its range
     */
    public TerraceConfiguration<K, V> expireAfterUpdate(Duration duration) {
        return setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(Expiry.duration(duration)));
    }

    @Override
    public TerraceConfiguration<K, V> setTypes(Class<K> keyType, Class<V> valueType) {
        super.setTypes(keyType, valueType);
        return set(StandardOption.TYPES);
    }

    @Override
    public TerraceConfiguration<K, V> addCacheEntryListenerConfiguration(
            CacheEntryListenerConfiguration<K, V> configuration) {
        super.addCacheEntryListenerConfiguration(configuration);
        return set(StandardOption.LISTENERS);
    }

    @Override
    public TerraceConfiguration<K, V> removeCacheEntryListenerConfiguration(
            CacheEntryListenerConfiguration<K, V> configuration) {
        super.removeCacheEntryListenerConfiguration(configuration);
        return set(StandardOption.LISTENERS);
    }

    @Override
    public TerraceConfiguration<K, V> setCacheLoaderFactory(@Nullable Factory<? extends CacheLoader<K, V>> factory) {
        super.setCacheLoaderFactory(factory);
        return set(StandardOption.LOADER);
    }

    @Override
    public TerraceConfiguration<K, V> setCacheWriterFactory(
            @Nullable Factory<? extends CacheWriter<? super K, ? super V>> factory) {
        super.setCacheWriterFactory(factory);
        return set(StandardOption.WRITER);
    }

    @Override
    public TerraceConfiguration<K, V> setExpiryPolicyFactory(@Nullable Factory<? extends ExpiryPolicy> factory) {
        super.setExpiryPolicyFactory(factory);
        return set(StandardOption.EXPIRY);
    }

    @Override
    public TerraceConfiguration<K, V> setReadThrough(boolean enabled) {
        super.setReadThrough(enabled);
        return set(StandardOption.READ_THROUGH);
    }

    @Override
    public TerraceConfiguration<K, V> setWriteThrough(boolean enabled) {
        super.setWriteThrough(enabled);
        return set(StandardOption.WRITE_THROUGH);
    }

    @Override
    public TerraceConfiguration<K, V> setStoreByValue(boolean enabled) {
        super.setStoreByValue(enabled);
        return set(StandardOption.STORE_BY_VALUE);
    }

    @Override
    public TerraceConfiguration<K, V> setStatisticsEnabled(boolean enabled) {
        super.setStatisticsEnabled(enabled);
        return set(StandardOption.STATISTICS);
    }

    @Override
    public TerraceConfiguration<K, V> setManagementEnabled(boolean enabled) {
        super.setManagementEnabled(enabled);
        return set(StandardOption.MANAGEMENT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        boolean same = other instanceof TerraceConfiguration<?, ?> that
                ? options.equals(that.options) && plugins.equals(that.plugins)
                : options.equals(TerraceOptions.NONE) && plugins.isEmpty();
        return super.equals(other) && same;
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public String toString() {
        return "TerraceConfiguration[" + getKeyType().getName() + " to "
                + getValueType().getName() + ", " + options + (plugins.isEmpty() ? "]" : " plugins]");
    }

    /** This configuration over what the manager configures. */
    CacheDefinition<K, V> over(CacheDefinition<K, V> base) {
        MutableConfiguration<K, V> merged = new MutableConfiguration<>(base.standard());
        explicit.forEach(option -> option.copy(this, merged));
        return new CacheDefinition<>(
                merged, options.over(base.settings()), plugins.isEmpty() ? base.plugins() : plugins);
    }

    private TerraceConfiguration<K, V> set(StandardOption option) {
        // The standard's copy constructor adds listeners before this class's fields exist.
        if (explicit != null) {
            explicit.add(option);
        }
        return this;
    }
}
