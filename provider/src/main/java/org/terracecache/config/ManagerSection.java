package org.terracecache.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.terracecache.spi.Emitter;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.TimeSource;

/** Reads {@code terrace { … }}: what all caches have in common, their template, and the caches by name. */
final class ManagerSection {
    static final String ROOT = "terrace";

    /** What may stand directly below the root. */
    static final Set<String> KEYS = Set.of(
            "emitter",
            "executor",
            "scheduler",
            "time-source",
            "namespace",
            "remote",
            "bus",
            "start-without-remote",
            "plugins",
            "discover-plugins",
            "chaos",
            "default",
            "caches");

    private final Classes classes;
    private final Problems problems;

    ManagerSection(Classes classes, Problems problems) {
        this.classes = classes;
        this.problems = problems;
    }

    /** @param address what the manager's own URI says of the remote store, null if nothing */
    ManagerSettings read(ConfigObject root, @Nullable RemoteAddress address) {
        Section section = Section.of(root, List.of(ROOT), problems);
        RemoteSettings remote = new RemoteSection(section).read(address);
        CacheSettings common = common(section, remote != null);
        ConfigObject template = section.object("default");
        CacheDefinition<?, ?> definition = cache(template, List.of(ROOT, "default"), common);
        Map<String, CacheDefinition<?, ?>> caches = new LinkedHashMap<>();
        section.object("caches").forEach((name, value) -> {
            List<String> path = List.of(ROOT, "caches", name);
            if (value instanceof ConfigObject own) {
                caches.put(name, cache(own.withFallback(template), path, common));
            } else if (value.valueType() != ConfigValueType.NULL) {
                problems.add(value, ConfigUtil.joinPath(path) + " must be a section: { … }");
            }
        });
        List<PluginDefinition> plugins = plugins(section);
        ChaosSettings chaos = new ChaosSection(section.section("chaos")).read();
        section.finish();
        return new ManagerSettings(definition, caches, plugins, remote, chaos, classes);
    }

    private List<PluginDefinition> plugins(Section section) {
        List<PluginDefinition> plugins = new ArrayList<>();
        if (section.flag("discover-plugins", true)) {
            plugins.addAll(classes.foundPlugins());
        }
        plugins.addAll(classes.plugins(section, "plugins"));
        return List.copyOf(plugins);
    }

    private CacheDefinition<?, ?> cache(ConfigObject object, List<String> path, CacheSettings common) {
        return new CacheSection(Section.of(object, path, problems), classes).read(common);
    }

    private CacheSettings common(Section section, boolean remote) {
        SharingSettings local = SharingSettings.LOCAL;
        TimeSource timeSource = classes.instance(section, "time-source", TimeSource.class);
        return new CacheSettings(
                0,
                0,
                null,
                null,
                Set.of(),
                ListenerOptions.defaults(),
                classes.instance(section, "emitter", Emitter.class),
                classes.instance(section, "executor", Executor.class),
                classes.instance(section, "scheduler", ScheduledExecutorService.class),
                timeSource == null ? TimeSource.system() : timeSource,
                remote
                        ? new SharingSettings(
                                CacheLayers.MEMORY_AND_REMOTE, local.listenerScope(), Set.of(), null, null)
                        : local,
                true);
    }
}
