package org.terracecache.config;

import java.util.List;
import java.util.Objects;
import javax.cache.configuration.CompleteConfiguration;

/**
 * All that one cache is made from: the standard's part and Terrace's. Merged, validated, immutable.
 *
 * @param standard the standard's part; an immutable private copy, never null
 * @param settings what goes beyond the standard, never null
 * @param plugins the cache's own plug-ins, those of the manager apart, in the order in which they are started, never null
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public record CacheDefinition<K, V>(
        CompleteConfiguration<K, V> standard, CacheSettings settings, List<PluginDefinition> plugins) {
    /**
     * Copies the standard's part, so that later changes of the argument are not seen.
     *
     * @throws NullPointerException if a component is null
     */
    public CacheDefinition {
        standard = StandardConfiguration.copyOf(standard);
        Objects.requireNonNull(settings, "settings");
        plugins = List.copyOf(plugins);
    }

    /**
     * Whether the cache is to store by reference though it has a remote layer, which nobody can: such a definition is to be
     * refused.
     *
     * @return whether it cannot be
     */
    public boolean isByReferenceOverRemote() {
        return !standard.isStoreByValue() && settings.sharing().layers().hasRemote();
    }
}
