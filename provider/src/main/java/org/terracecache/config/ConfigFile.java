package org.terracecache.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.net.URI;
import javax.cache.CacheException;

/** The file of a manager. */
@FunctionalInterface
interface ConfigFile {
    /** What a manager with a mere name reads, if it is there. */
    String BY_DEFAULT = "terrace.conf";

    /**
     * Reads the file; substitutions are not yet resolved.
     *
     * @throws com.typesafe.config.ConfigException if the file is missing or is not HOCON
     */
    Config parse();

    static ConfigFile of(ManagerUri manager, ClassLoader loader) {
        ConfigParseOptions options = ConfigParseOptions.defaults().setClassLoader(loader);
        if (!manager.isFile()) {
            return () -> ConfigFactory.parseResources(BY_DEFAULT, options);
        }
        ConfigParseOptions required = options.setAllowMissing(false);
        return switch (manager.scheme()) {
            case "classpath" -> () -> ConfigFactory.parseResources(resource(manager.identity()), required);
            case "file" -> () -> ConfigFactory.parseFile(file(manager.identity()), required);
            default -> () -> JarLocation.of(manager.identity()).parse(required);
        };
    }

    private static String resource(URI uri) {
        String path = uri.isOpaque() ? uri.getSchemeSpecificPart() : host(uri) + uri.getPath();
        return path.replaceFirst("^/+", "");
    }

    /** In {@code classpath://terrace.conf} the name looks like a host. */
    private static String host(URI uri) {
        return uri.getAuthority() == null ? "" : uri.getAuthority();
    }

    private static File file(URI uri) {
        try {
            return uri.isOpaque() ? new File(uri.getSchemeSpecificPart()) : new File(uri);
        } catch (IllegalArgumentException e) {
            throw new CacheException(
                    "The URI " + uri + " of the cache manager names no file: " + e.getMessage()
                            + "; it must be like file:///etc/terrace.conf",
                    e);
        }
    }
}
