package org.terracecache.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import javax.cache.CacheException;
import javax.cache.configuration.Factory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.spi.CachePlugin;

/** Finds the classes that a configuration names, makes objects of them, and closes the objects. */
final class Classes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Classes.class);

    private static final String NAME_WANTED = "must be the full name of a class (with quotes if it has a $)";

    private final ClassLoader loader;
    private final Deque<Object> made = new ArrayDeque<>();

    Classes(ClassLoader loader) {
        this.loader = loader;
    }

    Class<?> type(Section section, String key, Class<?> absent) {
        Class<?> found = find(section, key, section.text(key, NAME_WANTED));
        return found == null ? absent : found;
    }

    Set<Class<?>> types(Section section, String key) {
        Set<Class<?>> types = new HashSet<>();
        for (String name : section.texts(key, "must be a list of full names of classes")) {
            Class<?> type = find(section, key, name);
            if (type != null) {
                types.add(type);
            }
        }
        return types;
    }

    /** What makes instances of the named class, null if none is named. */
    <T> @Nullable Factory<T> factory(Section section, String key, Class<? super T> product) {
        return factory(section, key, find(section, key, section.text(key, NAME_WANTED)), product);
    }

    private static <T> @Nullable Factory<T> factory(
            Section section, String key, @Nullable Class<?> type, Class<? super T> product) {
        if (type == null) {
            return null;
        }
        String objection = ClassNameFactory.objection(type, product);
        if (objection != null) {
            section.wrong(key, objection);
            return null;
        }
        return new ClassNameFactory<>(type, product, section.name(key));
    }

    /** The plug-ins that a list of class names gives. */
    List<PluginDefinition> plugins(Section section, String key) {
        List<PluginDefinition> plugins = new ArrayList<>();
        for (String name : section.texts(key, "must be a list of full names of classes")) {
            Factory<CachePlugin> factory = factory(section, key, find(section, key, name), CachePlugin.class);
            if (factory != null) {
                plugins.add(new PluginDefinition(name, factory));
            }
        }
        return List.copyOf(plugins);
    }

    /** The plug-ins that the class loader offers as services. */
    List<PluginDefinition> foundPlugins() {
        return FoundPlugins.in(loader);
    }

    /** An instance of the named class, null if none is named. */
    <T> @Nullable T instance(Section section, String key, Class<? super T> product) {
        Factory<T> factory = factory(section, key, product);
        if (factory == null) {
            return null;
        }
        try {
            T instance = factory.create();
            made.push(instance);
            return instance;
        } catch (CacheException | ClassCastException e) {
            LOG.debug("{} cannot be made", section.name(key), e);
            section.wrong(key, "cannot be made: " + e.getMessage());
            return null;
        }
    }

    private @Nullable Class<?> find(Section section, String key, @Nullable String name) {
        if (name == null) {
            return null;
        }
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            section.wrong(key, NAME_WANTED + "; the manager's class loader finds no " + name);
        } catch (LinkageError e) {
            section.wrong(key, "names the class " + name + ", which cannot be linked: " + e);
        }
        return null;
    }

    /** Closes what was made, the youngest first. */
    @Override
    public void close() {
        for (Object object = next(); object != null; object = next()) {
            try {
                close(object);
            } catch (Exception e) {
                LOG.warn("Closing the configured {} failed", object.getClass().getName(), e);
            }
        }
    }

    private synchronized @Nullable Object next() {
        return made.poll();
    }

    private static void close(Object object) throws Exception {
        if (object instanceof ExecutorService executor) {
            executor.shutdown();
        } else if (object instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
