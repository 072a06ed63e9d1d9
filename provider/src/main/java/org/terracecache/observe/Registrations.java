package org.terracecache.observe;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import org.terracecache.spi.ListenerOptions;

/** The standard listeners of one cache, by their configurations. Factories are called with no lock held. */
final class Registrations<K, V> {
    private final Switchboard board;
    private final ListenerOptions defaults;
    private final Supplier<Cache<K, V>> source;
    private final Set<CacheEntryListenerConfiguration<K, V>> taken = ConcurrentHashMap.newKeySet();
    private final Map<CacheEntryListenerConfiguration<K, V>, Registration<K, V>> made = new ConcurrentHashMap<>();

    Registrations(Switchboard board, ListenerOptions defaults, Supplier<Cache<K, V>> source) {
        this.board = board;
        this.defaults = defaults;
        this.source = source;
    }

    void add(CacheEntryListenerConfiguration<K, V> configuration) {
        Objects.requireNonNull(configuration, "configuration");
        if (!taken.add(configuration)) {
            throw new IllegalArgumentException(board.prefix()
                    + " A listener is already registered by an equal configuration; deregister it first");
        }
        try {
            made.put(configuration, Registration.of(board, defaults, configuration, source));
        } catch (RuntimeException | Error e) {
            taken.remove(configuration);
            throw e;
        }
    }

    boolean remove(CacheEntryListenerConfiguration<K, V> configuration) {
        Objects.requireNonNull(configuration, "configuration");
        Registration<K, V> registration = made.remove(configuration);
        if (registration == null) {
            return false;
        }
        taken.remove(configuration);
        registration.end();
        return true;
    }
}
