package org.terracecache.jcache;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;
import org.terracecache.codec.ClassFilter;
import org.terracecache.codec.KeyForms;
import org.terracecache.codec.StandardCopier;
import org.terracecache.codec.ValueForms;
import org.terracecache.config.CacheDefinition;
import org.terracecache.config.CacheSettings;
import org.terracecache.config.ListenerScope;
import org.terracecache.entry.Limits;
import org.terracecache.event.Layer;
import org.terracecache.layer.Expiry;
import org.terracecache.layer.ForeignCalls;
import org.terracecache.layer.LayerStack;
import org.terracecache.layer.LayeredStack;
import org.terracecache.layer.Loading;
import org.terracecache.layer.MemoryStack;
import org.terracecache.layer.Node;
import org.terracecache.layer.RemoteTerms;
import org.terracecache.layer.Residents;
import org.terracecache.layer.Wishes;
import org.terracecache.memory.MemoryBounds;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.Counters;
import org.terracecache.observe.ManagerSignals;
import org.terracecache.spi.Copier;
import org.terracecache.spi.TimeSource;
import org.terracecache.spi.Weigher;

/** Makes the parts of a cache from its definition, and puts them together: the one wiring class. */
final class CacheAssembly<K, V> {
    /** How long a load may take whose value is still to be stored in the remote layer. */
    private static final Duration LOAD_TICKET = Duration.ofMinutes(10);

    private final String name;
    private final CompleteConfiguration<K, V> standard;
    private final CacheSettings settings;
    private final ClassLoader loader;
    private final Products products;
    private final Executor threads;
    private final Executor executor;
    private final @Nullable RemoteWiring remote;
    private final @Nullable StoredCodec<K> codec;
    private final @Nullable KeyForms keyForms;
    private final @Nullable RemoteTroubles<K, V> troubles;
    private final @Nullable Wishes wishes;

    private CacheAssembly(
            String name,
            CacheDefinition<K, V> definition,
            ClassLoader loader,
            String node,
            Executor threads,
            @Nullable RemoteWiring remote) {
        this.name = name;
        this.standard = definition.standard();
        this.settings = definition.settings();
        this.loader = loader;
        this.products = new Products(name);
        this.threads = threads;
        this.executor = settings.executor() == null ? threads : settings.executor();
        this.remote = remote;
        if (remote == null) {
            this.keyForms = null;
            this.codec = null;
            this.wishes = null;
            this.troubles = null;
        } else {
            this.wishes = new Wishes(terms(remote), remote.node().shared());
            List<Class<?>> declared = List.of(standard.getKeyType(), standard.getValueType());
            ClassFilter filter =
                    new ClassFilter(name, declared, remote.sharing().allow());
            this.keyForms = new KeyForms(
                    name,
                    loader,
                    standard.getKeyType(),
                    filter,
                    remote.sharing().keyCodec(),
                    Limits.DEFAULT.keyBytes());
            ValueForms values = new ValueForms(
                    name,
                    loader,
                    standard.getValueType(),
                    filter,
                    remote.sharing().serializer(),
                    Limits.DEFAULT.payloadBytes());
            RemoteTroubles<K, V> told = new RemoteTroubles<>(name, node, values, settings.timeSource());
            this.troubles = told;
            this.codec = new StoredCodec<>(keyForms, values, told::unencodableKey);
        }
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
     * @param remote the remote layer, null for a cache in memory only
     */
    static <K, V> CacheParts<K, V> assemble(
            String name,
            CacheDefinition<K, V> definition,
            String manager,
            ClassLoader loader,
            ManagerSignals signals,
            Executor threads,
            @Nullable RemoteWiring remote) {
        CacheAssembly<K, V> assembly = new CacheAssembly<>(name, definition, loader, signals.node(), threads, remote);
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
                settings.emitter(),
                layers());
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
                new ListenerWishes(wishes),
                products);
    }

    private CacheCore<K, V> core(StoredForm<K, V> form, CacheSignals<K, V> signals) {
        ForeignCalls foreignCalls = new ForeignCalls(name);
        Expiry expiry = new Expiry(policy(), name, foreignCalls);
        Counters counters = new Counters();
        Elsewhere<K, V> elsewhere =
                new Elsewhere<>(name, signals, threads, settings.listeners().queueCapacity());
        Changes<K, V> changes = remote == null
                ? new Changes<>(signals, counters, Changes.ALL, prior -> Changes.ALL, null)
                : new Changes<>(signals, counters, Changes.LAYER_ONLY, prior -> expiredTo(expiry, prior), elsewhere);
        LayerStack<K> stack = stack(expiry, changes, signals, elsewhere);
        Outcomes<K, V> outcomes =
                new Outcomes<>(signals, counters, settings.timeSource(), standard.isStatisticsEnabled(), stack);
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

    /**
     * Who hears that an entry's life is over by memory's deadline. That says so for all nodes only if the bus vouches for the entry, and
     * if no access on another node could have moved the deadline: of that the bus says nothing.
     */
    private int expiredTo(Expiry expiry, Object prior) {
        boolean over = expiry.ignoresAccess()
                && LayerStack.isVouchedFor(prior, settings.timeSource().nanoTime());
        return over ? Changes.ALL : Changes.LAYER_ONLY;
    }

    private LayerStack<K> stack(
            Expiry expiry, Changes<K, V> changes, CacheSignals<K, V> signals, Elsewhere<K, V> elsewhere) {
        TimeSource time = settings.timeSource();
        if (remote == null || codec == null || wishes == null || troubles == null) {
            return new MemoryStack<>(new MemoryLayer<>(bounds(signals), !expiry.isEternal(), changes, time));
        }
        troubles.bind(signals);
        Residents<K> residents = new Residents<>(changes);
        MemoryLayer<K> memory = new MemoryLayer<>(bounds(signals), true, residents, time);
        Node node = remote.node().shared();
        BusEvents<K, V> telling = new BusEvents<>(
                name,
                signals,
                codec,
                troubles,
                wishes,
                elsewhere,
                remote.sharing().listenerScope() == ListenerScope.CLUSTER);
        return new LayeredStack<>(terms(remote), node, codec, memory, residents, telling, time);
    }

    private RemoteTerms terms(RemoteWiring wiring) {
        return new RemoteTerms(
                name,
                wiring.sharing().layers().hasMemory(),
                wiring.commandTimeout().toNanos(),
                LOAD_TICKET.toMillis());
    }

    private Set<Layer> layers() {
        if (remote == null) {
            return EnumSet.of(Layer.MEMORY);
        }
        return remote.sharing().layers().hasMemory() ? EnumSet.allOf(Layer.class) : EnumSet.of(Layer.REMOTE);
    }

    private StoredForm<K, V> form() {
        Copier copier = null;
        if (standard.isStoreByValue()) {
            copier = settings.copier() == null
                    ? new StandardCopier(loader, settings.immutableTypes())
                    : settings.copier();
        }
        RemoteTroubles<K, V> told = troubles;
        return new StoredForm<>(
                copier,
                keyForms,
                told == null ? e -> {} : told::unencodableKey,
                standard.getKeyType(),
                standard.getValueType());
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
                weigher == null ? null : (key, value) -> weigher.weigh((K) key, (V) LayerStack.valueOf(value)),
                new Maintenance(
                        settings.executor() == null ? ForkJoinPool.commonPool() : settings.executor(), signals, name));
    }
}
