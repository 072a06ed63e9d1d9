package org.terracecache.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jsr107.tck.annotation.AbstractInterceptionTest;
import org.junit.Test;

/** The test classes in the kit's jar: all that hold JUnit 4 tests, whatever their names. */
final class KitClasses {
    private KitClasses() {}

    /** What every provider must pass: all but the annotation tests. */
    static List<Class<?>> core() {
        return find(type -> !AbstractInterceptionTest.class.isAssignableFrom(type));
    }

    /** Those that need a container with interceptors. */
    static List<Class<?>> annotations() {
        return find(AbstractInterceptionTest.class::isAssignableFrom);
    }

    private static List<Class<?>> find(Predicate<Class<?>> wanted) {
        try (ZipFile jar = new ZipFile(jar().toFile())) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .sorted()
                    .<Class<?>>map(KitClasses::load)
                    .filter(KitClasses::holdsTests)
                    .filter(wanted)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the kit's jar " + jar(), e);
        }
    }

    private static Path jar() {
        return Path.of(AbstractInterceptionTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    private static Class<?> load(String path) {
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        try {
            // Not initialized: the kit reads system properties in static initializers.
            return Class.forName(name, false, KitClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The kit's jar lists a class that cannot be loaded: " + name, e);
        }
    }

    private static boolean holdsTests(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers())
                && Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(Test.class));
    }
}
