package org.terracecache.codec;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds classes by the names that streams give, with the cache manager's class loader. Nothing is initialized. */
final class ManagerClasses {
    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "boolean", boolean.class,
            "byte", byte.class,
            "char", char.class,
            "short", short.class,
            "int", int.class,
            "long", long.class,
            "float", float.class,
            "double", double.class,
            "void", void.class);

    private final ClassLoader loader;

    ManagerClasses(ClassLoader loader) {
        this.loader = loader;
    }

    static boolean isPrimitive(String name) {
        return PRIMITIVES.containsKey(name);
    }

    Class<?> find(String name) throws ClassNotFoundException {
        @Nullable Class<?> primitive = PRIMITIVES.get(name);
        return primitive != null ? primitive : Class.forName(name, false, loader);
    }

    /** Whether the loader gives this very class for its name. */
    boolean owns(Class<?> type) {
        if (type.getClassLoader() == null) {
            return true;
        }
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    Class<?> findProxy(String[] names) throws ClassNotFoundException {
        Class<?>[] interfaces = new Class<?>[names.length];
        ClassLoader home = loader;
        for (int i = 0; i < names.length; i++) {
            interfaces[i] = Class.forName(names[i], false, loader);
            if (!Modifier.isPublic(interfaces[i].getModifiers()) && interfaces[i].getClassLoader() != null) {
                home = interfaces[i].getClassLoader();
            }
        }
        return proxyClass(home, interfaces);
    }

    @SuppressWarnings("deprecation") // The stream asks for the class; there is no instance yet.
    private static Class<?> proxyClass(ClassLoader home, Class<?>[] interfaces) throws ClassNotFoundException {
        try {
            return Proxy.getProxyClass(home, interfaces);
        } catch (IllegalArgumentException e) {
            throw new ClassNotFoundException("proxy", e);
        }
    }
}
