package org.terracecache.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what a file in a jar includes: beside it first, as the library does for other files. */
final class JarIncluder implements ConfigIncluder {
    private final JarLocation file;
    private final @Nullable ConfigIncluder fallback;

    JarIncluder(JarLocation file) {
        this(file, null);
    }

    private JarIncluder(JarLocation file, @Nullable ConfigIncluder fallback) {
        this.file = file;
        this.fallback = fallback;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder other) {
        return new JarIncluder(file, fallback == null ? other : fallback.withFallback(other));
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        return Stream.of(what, what + ".conf")
                .map(file::sibling)
                .filter(JarLocation::exists)
                .findFirst()
                .map(found -> found.parse(context.parseOptions()).root())
                .orElseGet(() -> elsewhere(context, what));
    }

    private ConfigObject elsewhere(ConfigIncludeContext context, String what) {
        return fallback == null ? ConfigFactory.empty().root() : fallback.include(context, what);
    }
}
