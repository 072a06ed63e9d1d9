package org.terracecache.jcache;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;
import org.terracecache.codec.StandardCopier;
import org.terracecache.config.CacheDefinition;
import org.terracecache.config.CacheSettings;
import org.terracecache.layer.Expiry;
import org.terracecache.layer.ForeignCalls;
import org.terracecache.layer.LayerStack;
import org.terracecache.layer.Loading;
import org.terracecache.memory.MemoryBounds;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.Counters;
import org.terracecache.observe.ManagerSignals;
import org.terracecache.spi.Copier;
import org.terracecache.spi.Weigher;

/** Makes the parts of a cache from its definition, and puts them together: the one wiring class. */
final class CacheAssembly<K, V> {
    private final String name;
    private final CompleteConfiguration<K, V> standard;
    private final CacheSettings settings;
    private final ClassLoader loader;
    private final Products products;
    private final Executor executor;

    private CacheAssembly(String name, CacheDefinition<K, V> definition, ClassLoader loader, Executor threads) {
        this.name = name;
        this.standard = definition.standard();
        this.settings = definition.settings();
        this.loader = loader;
        this.products = new Products(name);
        this.executor = settings.executor() == null ? threads : settings.executor();
    }

    /**
     * Makes the parts of a cache.
     *
     * @param name the cache's name
     * @param definition what it is made from
     * @param manager the URI of its manager
     * @param loader the manager's class loader
     * @param signals the manager's signals
     * @param threads the manager's threads
     */
    static <K, V> CacheParts<K, V> assemble(
            String name,
            CacheDefinition<K, V> definition,
            String manager,
            ClassLoader loader,
            ManagerSignals signals,
            Executor threads) {
        CacheAssembly<K, V> assembly = new CacheAssembly<>(name, definition, loader, threads);
        try {
            return assembly.parts(manager, signals);
        } catch (RuntimeException | Error e) {
            assembly.products.close();
            throw e;
        }
    }

    private CacheParts<K, V> parts(String manager, ManagerSignals managerSignals) {
        StoredForm<K, V> form = form();
        CacheSignals<K, V> signals = new CacheSignals<>(
                managerSignals,
                name,
                settings.listeners(),
                executor,
                settings.timeSource(),
                form.copyOut(),
                settings.emitter());
        try {
            return parts(manager, form, signals);
        } catch (RuntimeException | Error e) {
            signals.close();
            throw e;
        }
    }

    private CacheParts<K, V> parts(String manager, StoredForm<K, V> form, CacheSignals<K, V> signals) {
        CacheCore<K, V> core = core(form, signals);
        LiveConfiguration<K, V> configuration = new LiveConfiguration<>(standard);
        DirectMutator<K, V> direct = new DirectMutator<>(core);
        CacheWriter<K, V> writer = core.writer();
        Mutator<K, V> mutator = writer == null ? direct : new WriteThroughMutator<>(core, writer);
        StatisticsBean statistics = new StatisticsBean(core.counters());
        return new CacheParts<>(
                core,
                configuration,
                new Reads<>(core),
                new Writes<>(core, mutator),
                new BulkWrites<>(core, direct),
                new BulkLoads<>(core),
                new Invocation<>(core),
                statistics,
                new MBeanRegistration(statistics, "CacheStatistics", manager, name),
                new MBeanRegistration(new ManagementBean(configuration), "CacheConfiguration", manager, name),
                products);
    }

    private CacheCore<K, V> core(StoredForm<K, V> form, CacheSignals<K, V> signals) {
        ForeignCalls foreignCalls = new ForeignCalls(name);
        Expiry expiry = new Expiry(policy(), name, foreignCalls);
        Counters counters = new Counters();
        Changes<K, V> changes = new Changes<>(signals, counters);
        MemoryLayer<K> memory = new MemoryLayer<>(bounds(signals), !expiry.isEternal(), changes, settings.timeSource());
        LayerStack<K> stack = new LayerStack<>(memory);
        Outcomes<K, V> outcomes = new Outcomes<>(
                signals, counters, settings.timeSource(), standard.isStatisticsEnabled(), stack::version);
        changes.countWhile(outcomes::isCounting);
        return new CacheCore<>(
                name,
                stack,
                form,
                expiry,
                signals,
                counters,
                outcomes,
                loading(form, expiry, stack, signals, foreignCalls),
                standard.isReadThrough(),
                writer(),
                foreignCalls,
                settings.timeSource(),
                executor);
    }

    private StoredForm<K, V> form() {
        Copier copier = null;
        if (standard.isStoreByValue()) {
            copier = settings.copier() == null
                    ? new StandardCopier(loader, settings.immutableTypes())
                    : settings.copier();
        }
        return new StoredForm<>(copier, standard.getKeyType(), standard.getValueType());
    }

    private ExpiryPolicy policy() {
        ExpiryPolicy policy = products.make(standard.getExpiryPolicyFactory());
        return policy == null ? new EternalExpiryPolicy() : policy;
    }

    private @Nullable Loading<K, V> loading(
            StoredForm<K, V> form,
            Expiry expiry,
            LayerStack<K> stack,
            CacheSignals<K, V> signals,
            ForeignCalls foreignCalls) {
        CacheLoader<K, V> cacheLoader = products.make(standard.getCacheLoaderFactory());
        return cacheLoader == null
                ? null
                : new Loading<>(cacheLoader, stack, expiry, form::in, signals, settings.timeSource(), foreignCalls);
    }

    @SuppressWarnings("unchecked") // the standard's own getter is wild about what a writer accepts
    private @Nullable CacheWriter<K, V> writer() {
        Factory<CacheWriter<? super K, ? super V>> factory = standard.getCacheWriterFactory();
        CacheWriter<? super K, ? super V> writer = products.make(factory);
        return standard.isWriteThrough() ? (CacheWriter<K, V>) writer : null;
    }

    @SuppressWarnings("unchecked") // what is stored came in as a K and a V
    private MemoryBounds bounds(CacheSignals<K, V> signals) {
        Weigher<K, V> weigher = (Weigher<K, V>) settings.weigher();
        return new MemoryBounds(
                settings.maximumEntries(),
                settings.maximumWeight(),
                weigher == null ? null : (key, value) -> weigher.weigh((K) key, (V) value),
                new Maintenance(
                        settings.executor() == null ? ForkJoinPool.commonPool() : settings.executor(), signals, name));
    }
}
