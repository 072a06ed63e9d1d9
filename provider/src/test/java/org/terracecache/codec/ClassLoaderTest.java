package org.terracecache.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

class ClassLoaderTest {
    static class Bean implements Serializable {
        private static final long serialVersionUID = 1;

        List<Object> content = new ArrayList<>(List.of("a"));
    }

    record Value(String text) implements Serializable {}

    enum Sort {
        ONE
    }

    /** Defines some classes of the class path itself and leaves the others to its parent. */
    private static final class Isolated extends ClassLoader {
        private final Predicate<String> own;

        Isolated(Predicate<String> own) {
            super(ClassLoaderTest.class.getClassLoader());
            this.own = own;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!own.test(name)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static boolean isBean(String name) {
        return name.startsWith(ClassLoaderTest.class.getName() + "$");
    }

    private static boolean isCodec(String name) {
        return name.startsWith("org.terracecache.codec.") && !name.contains("Test") && !name.contains("Specimens");
    }

    private static Object make(ClassLoader loader, Class<?> type, Object... arguments) throws Exception {
        Constructor<?> constructor = Class.forName(type.getName(), true, loader).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    @Test
    void copy_ofClassOfAnotherLoader_isOfTheManagersClass() throws Exception {
        ClassLoader theirs = new Isolated(ClassLoaderTest::isBean);
        StandardCopier copier = new StandardCopier(getClass().getClassLoader(), Set.of());
        assertThat(copier.copy(make(theirs, Bean.class))).isExactlyInstanceOf(Bean.class);
        assertThat(copier.copy(make(theirs, Value.class, "v"))).isEqualTo(new Value("v"));
        assertThat(copier.<Object>copy(new Object[] {make(theirs, Value.class, "v")}))
                .isEqualTo(new Object[] {new Value("v")});
        Object one = Class.forName(Sort.class.getName(), true, theirs).getEnumConstants()[0];
        assertThat(copier.copy(one)).isSameAs(Sort.ONE);
        assertThat(copier.copy(new ArrayList<>(Arrays.asList(one, "x")))).isEqualTo(List.of(Sort.ONE, "x"));
    }

    @Test
    void copy_ofClassTheManagersLoaderDoesNotKnow_saysSo() {
        StandardCopier copier = new StandardCopier(ClassLoader.getPlatformClassLoader(), Set.of());
        assertThatThrownBy(() -> copier.copy(new Bean()))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("class loader")
                .hasMessageContaining(Bean.class.getName());
    }

    @Test
    void copy_ofManagersOwnClass_isStructural() throws Exception {
        ClassLoader loader = new Isolated(ClassLoaderTest::isBean);
        Object bean = make(loader, Bean.class);
        assertThat(new StandardCopier(loader, Set.of()).copy(bean)).isInstanceOf(bean.getClass());
    }

    @Test
    void copier_dropped_leavesItsLoaderToTheCollector() throws Exception {
        WeakReference<ClassLoader> loader = copyInIsolation();
        awaitCollection(loader);
    }

    private static WeakReference<ClassLoader> copyInIsolation() throws Exception {
        ClassLoader loader = new Isolated(ClassLoaderTest::isBean);
        StandardCopier copier = new StandardCopier(loader, Set.of());
        for (int i = 0; i < 1_000; i++) {
            Object unused = copier.copy(List.of(make(loader, Bean.class), make(loader, Value.class, "v"), "text", 1));
        }
        return new WeakReference<>(loader);
    }

    @Test
    void classesOfTheCodec_afterUse_areNotKeptByTheClassesTheyCopied() throws Exception {
        awaitCollection(copyWithIsolatedCodec());
    }

    private static WeakReference<ClassLoader> copyWithIsolatedCodec() throws Exception {
        ClassLoader loader = new Isolated(ClassLoaderTest::isCodec);
        Class<?> type = Class.forName(StandardCopier.class.getName(), true, loader);
        assertThat(type).isNotEqualTo(StandardCopier.class);
        Object copier = type.getConstructor(ClassLoader.class, Set.class)
                .newInstance(ClassLoaderTest.class.getClassLoader(), Set.of());
        for (int i = 0; i < 1_000; i++) {
            Object unused = type.getMethod("copy", Object.class)
                    .invoke(
                            copier,
                            List.of(
                                    new ArrayList<>(List.of(1)),
                                    "text",
                                    new Specimens.Person("p"),
                                    new Specimens.Tagged("t", new ArrayList<>())));
        }
        return new WeakReference<>(loader);
    }

    private static void awaitCollection(WeakReference<ClassLoader> loader) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            assertThat(loader.get()).isNull();
        });
    }
}
