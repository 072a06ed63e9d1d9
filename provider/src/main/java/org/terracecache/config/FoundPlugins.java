package org.terracecache.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.spi.CachePlugin;

/** The plug-ins that a class loader offers as services. */
final class FoundPlugins {
    private static final Logger LOG = LoggerFactory.getLogger(FoundPlugins.class);

    private FoundPlugins() {}

    /** All that can be loaded, in the order in which the class loader gives them; what cannot is left out and told. */
    static List<PluginDefinition> in(ClassLoader loader) {
        Iterator<ServiceLoader.Provider<CachePlugin>> providers =
                ServiceLoader.load(CachePlugin.class, loader).stream().iterator();
        List<PluginDefinition> found = new ArrayList<>();
        Set<String> told = new HashSet<>();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    ServiceLoader.Provider<CachePlugin> provider = providers.next();
                    found.add(new PluginDefinition(provider.type().getName(), provider::get));
                }
            } catch (ServiceConfigurationError e) {
                more = told.add(
                        String.valueOf(e.getMessage())); // it may go on after an error, or have the same one for ever
                if (more) {
                    LOG.warn(
                            "A plug-in of META-INF/services is left out for all caches of the manager: {}. Mend the file,"
                                    + " or set terrace.discover-plugins = false.",
                            e.getMessage());
                    LOG.debug("A plug-in is left out", e);
                }
            }
        }
        return List.copyOf(found);
    }
}
