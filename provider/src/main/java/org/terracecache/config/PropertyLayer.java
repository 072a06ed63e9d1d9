package org.terracecache.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Properties as a layer of configuration: those that begin with {@code terrace.}, whose keys are paths. Unlike the library's
 * own reading of properties, it understands quotes in them.
 */
final class PropertyLayer {
    private static final Logger LOG = LoggerFactory.getLogger(PropertyLayer.class);

    private static final String PREFIX = ManagerSection.ROOT + ".";

    private final ConfigOrigin origin;
    private final boolean shared;
    private final Problems problems;

    private PropertyLayer(String origin, boolean shared, Problems problems) {
        this.origin = ConfigOriginFactory.newSimple(origin);
        this.shared = shared;
        this.problems = problems;
    }

    static PropertyLayer managers(Problems problems) {
        return new PropertyLayer("manager properties", false, problems);
    }

    /** The system's properties belong to all of the process: what is unlike any of Terrace's is somebody else's. */
    static PropertyLayer systems(Problems problems) {
        return new PropertyLayer("system properties", true, problems);
    }

    Config read(Properties properties) {
        Config layer = ConfigFactory.empty();
        for (Map.Entry<String, Object> property : terraces(properties).entrySet()) {
            layer = add(layer, property.getKey(), property.getValue());
        }
        return layer;
    }

    /** In order, so that of a key and a longer one the longer wins, always. */
    private static Map<String, Object> terraces(Properties properties) {
        Map<String, Object> found = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> found.put(key, properties.getProperty(key)));
        properties.forEach((key, value) -> {
            if (key instanceof String name) {
                found.putIfAbsent(name, value);
            }
        });
        found.keySet().removeIf(key -> !key.startsWith(PREFIX));
        return found;
    }

    private Config add(Config layer, String key, Object value) {
        List<String> path;
        try {
            path = ConfigUtil.splitPath(key);
        } catch (ConfigException e) {
            problems.add(
                    origin,
                    key + " is not a path of keys; names with special characters need quotes:"
                            + " terrace.caches.\"a.b\".layers");
            return layer;
        }
        if (shared && isForeign(path.get(1))) {
            LOG.debug("The system property {} is none of Terrace's", key);
            return layer;
        }
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            problems.add(origin, key + " must be a text, a number or a boolean");
            return layer;
        }
        return layer.withValue(
                ConfigUtil.joinPath(path), ConfigValueFactory.fromAnyRef(value).withOrigin(origin));
    }

    private static boolean isForeign(String section) {
        return !ManagerSection.KEYS.contains(section)
                && Spelling.nearest(section, ManagerSection.KEYS).isEmpty();
    }
}
