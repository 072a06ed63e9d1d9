package org.terracecache.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListener;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.terracecache.spi.Copier;
import org.terracecache.spi.KeyCodec;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.Overflow;
import org.terracecache.spi.Serializer;
import org.terracecache.spi.Weigher;

/** Reads the section of a cache: {@code terrace.default} or, over it, {@code terrace.caches.<name>}. */
final class CacheSection {
    private static final Map<String, Overflow> OVERFLOWS =
            Map.of("block", Overflow.BLOCK, "drop-oldest", Overflow.DROP_OLDEST, "drop-newest", Overflow.DROP_NEWEST);

    private static final Map<String, CacheLayers> LAYERS = Map.of(
            "memory", CacheLayers.MEMORY,
            "memory+remote", CacheLayers.MEMORY_AND_REMOTE,
            "remote", CacheLayers.REMOTE);

    private static final Map<String, ListenerScope> SCOPES =
            Map.of("cluster", ListenerScope.CLUSTER, "local", ListenerScope.LOCAL);

    private final Section section;
    private final Classes classes;

    CacheSection(Section section, Classes classes) {
        this.section = section;
        this.classes = classes;
    }

    /** @param manager what all caches of the manager have in common */
    CacheDefinition<?, ?> read(CacheSettings manager) {
        CacheDefinition<?, ?> definition =
                new CacheDefinition<>(standard(), settings(manager), classes.plugins(section, "plugins"));
        section.finish();
        return definition;
    }

    private MutableConfiguration<Object, Object> standard() {
        MutableConfiguration<Object, Object> standard = new MutableConfiguration<>();
        standard.setTypes(type("key-type"), type("value-type"));
        standard.setStoreByValue(section.flag("store-by-value", true));
        standard.setReadThrough(section.flag("read-through", false));
        standard.setWriteThrough(section.flag("write-through", false));
        standard.setStatisticsEnabled(section.flag("statistics-enabled", false));
        standard.setManagementEnabled(section.flag("management-enabled", false));
        standard.setExpiryPolicyFactory(new ExpirySection(section.section("expiry"), classes).read());
        standard.setCacheLoaderFactory(classes.factory(section, "loader", CacheLoader.class));
        standard.setCacheWriterFactory(classes.factory(section, "writer", CacheWriter.class));
        String wanted = "must be a list of sections: [{ class = com.example.Listener }]";
        for (Section listener : section.section("listeners").sections("registered", wanted)) {
            addListener(standard, listener);
        }
        return standard;
    }

    @SuppressWarnings("unchecked") // What a file says has no type; the application compares the cache's types.
    private Class<Object> type(String key) {
        return (Class<Object>) classes.type(section, key, Object.class);
    }

    private void addListener(MutableConfiguration<Object, Object> standard, Section listener) {
        Factory<CacheEntryListener<Object, Object>> factory =
                classes.factory(listener, "class", CacheEntryListener.class);
        Factory<CacheEntryEventFilter<Object, Object>> filter =
                classes.factory(listener, "filter", CacheEntryEventFilter.class);
        boolean oldValue = listener.flag("old-value-required", false);
        boolean synchronous = listener.flag("synchronous", false);
        if (factory != null) {
            CacheEntryListenerConfiguration<Object, Object> configuration =
                    new MutableCacheEntryListenerConfiguration<>(factory, filter, oldValue, synchronous);
            if (contains(standard, configuration)) {
                listener.wrong("class", "is registered twice with the same options");
            } else {
                standard.addCacheEntryListenerConfiguration(configuration);
            }
        } else if (!listener.has("class")) {
            listener.wrong("class", "is missing: it names the listener");
        }
        listener.finish();
    }

    private static boolean contains(
            MutableConfiguration<Object, Object> standard,
            CacheEntryListenerConfiguration<Object, Object> configuration) {
        for (CacheEntryListenerConfiguration<Object, Object> other : standard.getCacheEntryListenerConfigurations()) {
            if (other.equals(configuration)) {
                return true;
            }
        }
        return false;
    }

    private CacheSettings settings(CacheSettings manager) {
        SharingSettings sharing = sharing(manager.sharing());
        Section memory = section.section("memory");
        boolean byDefault = !memory.has("maximum-entries") && !memory.has("maximum-weight");
        TerraceOptions.Bound bound = bound(memory, CacheSettings.defaultEntries(sharing.layers()));
        Set<Class<?>> immutableTypes = classes.types(section, "immutable-types");
        return new CacheSettings(
                bound.entries(),
                bound.weight(),
                bound.weigher(),
                classes.instance(section, "copier", Copier.class),
                immutableTypes,
                listenerOptions(section.section("listeners"), manager.listeners()),
                manager.emitter(),
                manager.executor(),
                manager.scheduler(),
                manager.timeSource(),
                sharing,
                byDefault);
    }

    private SharingSettings sharing(SharingSettings manager) {
        CacheLayers layers = section.choice("layers", manager.layers(), LAYERS);
        if (layers.hasRemote() && !manager.layers().hasRemote()) {
            section.wrong("layers", "needs terrace.remote.uri, which says where the remote layer is");
        }
        Set<String> allow = new LinkedHashSet<>(section.texts("allow", SharingSettings.PATTERNS_WANTED));
        if (!allow.stream().allMatch(SharingSettings::isPattern)) {
            section.wrong("allow", SharingSettings.PATTERNS_WANTED);
            allow.clear();
        }
        Serializer serializer = classes.instance(section, "serializer", Serializer.class);
        try {
            return new SharingSettings(
                    layers,
                    section.choice("listener-scope", ListenerScope.CLUSTER, SCOPES),
                    allow,
                    serializer,
                    classes.instance(section, "key-codec", KeyCodec.class));
        } catch (IllegalArgumentException e) {
            section.wrong("serializer", "has no proper id: " + e.getMessage());
            return manager;
        }
    }

    private static ListenerOptions listenerOptions(Section listeners, ListenerOptions defaults) {
        long capacity =
                listeners.number("queue-capacity", defaults.queueCapacity(), 1, ListenerOptions.MAXIMUM_QUEUE_CAPACITY);
        Overflow overflow = listeners.choice("overflow", defaults.overflow(), OVERFLOWS);
        return defaults.withQueueCapacity((int) capacity).withOverflow(overflow);
    }

    private TerraceOptions.Bound bound(Section memory, long absent) {
        long entries = memory.number("maximum-entries", memory.has("maximum-weight") ? 0 : absent, 0, Long.MAX_VALUE);
        long weight = memory.number("maximum-weight", 0, 0, Long.MAX_VALUE);
        if (entries > 0 && weight > 0) {
            memory.wrong("maximum-weight", "does not go with maximum-entries: set one of them to 0");
        } else if (weight > 0 && !memory.has("weigher")) {
            memory.wrong(
                    "maximum-weight", "needs weigher, the name of a class that implements " + Weigher.class.getName());
        } else if (weight == 0 && memory.has("weigher")) {
            memory.wrong("weigher", "needs maximum-weight, a whole number from 1 to " + Long.MAX_VALUE);
        }
        Weigher<?, ?> weigher = classes.instance(memory, "weigher", Weigher.class);
        return weigher != null && weight > 0 && entries == 0
                ? new TerraceOptions.Bound(0, weight, weigher)
                : new TerraceOptions.Bound(entries, 0, null);
    }
}
