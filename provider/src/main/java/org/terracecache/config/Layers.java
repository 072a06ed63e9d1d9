package org.terracecache.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Properties;

/**
 * Lays the sources of a configuration over each other. Nothing is read through the caches of the library: system properties
 * are those of now, and no class loader stays behind.
 */
final class Layers {
    private final ManagerUri manager;
    private final ClassLoader loader;
    private final Problems problems;

    Layers(ManagerUri manager, ClassLoader loader, Problems problems) {
        this.manager = manager;
        this.loader = loader;
        this.problems = problems;
    }

    /** The section {@code terrace} of all layers. */
    ConfigObject read(Properties properties) {
        Properties system = (Properties) System.getProperties().clone();
        Config file = ConfigFile.of(manager, loader).parse();
        checkRoots(file);
        Config all = PropertyLayer.managers(problems)
                .read(properties)
                .withFallback(PropertyLayer.systems(problems).read(system))
                .withFallback(file)
                .withFallback(reference())
                .withFallback(others(system))
                .resolve();
        ConfigValue root = all.root().get(ManagerSection.ROOT);
        if (root instanceof ConfigObject section) {
            return section;
        }
        if (root != null) {
            problems.add(root, ManagerSection.ROOT + " must be a section: { … }");
        }
        return ConfigFactory.empty().root();
    }

    /** Terrace's part of all the files of this name that its class loader has; others' substitutions are not its business. */
    private static Config reference() {
        return ConfigFactory.parseResources(
                        "reference.conf",
                        ConfigParseOptions.defaults().setClassLoader(ManagerSettings.class.getClassLoader()))
                .withOnlyPath(ManagerSection.ROOT);
    }

    /** What substitutions such as {@code ${user.home}} refer to. */
    private static Config others(Properties system) {
        system.keySet().removeIf(key -> String.valueOf(key).startsWith(ManagerSection.ROOT + "."));
        system.remove(ManagerSection.ROOT);
        return ConfigFactory.parseProperties(
                system, ConfigParseOptions.defaults().setOriginDescription("system properties"));
    }

    /** A file may have sections of its own, to refer to, but hardly ones that are called nearly as Terrace's is. */
    private void checkRoots(Config file) {
        file.root().forEach((name, value) -> {
            boolean near = Spelling.nearest(name, List.of(ManagerSection.ROOT)).isPresent();
            if (near && !name.equals(ManagerSection.ROOT)) {
                String key = ConfigUtil.joinPath(name);
                problems.add(value, key + " is not a known key; did you mean " + ManagerSection.ROOT + "?");
            }
        });
    }

    /**
     * What a parser's complaint may tell: place and kind. Its text would show what stands in the file at that place, which
     * can be a password; nor may it be a cause, whose text is logged too.
     */
    static String describe(ConfigException complaint) {
        String text = String.valueOf(complaint.getMessage());
        if (complaint instanceof ConfigException.IO || complaint instanceof ConfigException.UnresolvedSubstitution) {
            return text;
        }
        String place = complaint.origin() == null ? "" : complaint.origin().description() + ": ";
        return place + SyntaxError.of(text).explanation();
    }
}
