package org.terracecache.config;

import java.io.Serializable;
import java.util.Objects;
import javax.cache.configuration.Factory;
import org.terracecache.spi.CachePlugin;

/**
 * A plug-in as it is configured. Immutable.
 *
 * @param name what it is called if it cannot be made, the name of a class, never null
 * @param factory makes an instance for each cache, never null
 */
public record PluginDefinition(String name, Factory<? extends CachePlugin> factory) implements Serializable {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if a component is null
     */
    public PluginDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(factory, "factory");
    }
}
