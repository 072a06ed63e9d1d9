package org.terracecache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.cache.CacheException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where files come from: class path, file system, jars. */
class ConfigurationSourcesTest {
    @TempDir
    Path directory;

    private static byte[] jar(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] entries(long count) {
        return ("terrace.default.memory.maximum-entries = " + count).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long load(URI uri, ClassLoader loader) {
        return ManagerSettings.load(uri, loader, null)
                .definition("x")
                .settings()
                .maximumEntries();
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
    }

    @ParameterizedTest
    @ValueSource(strings = {"terrace:default", "orders", "terrace:orders", "urn:a:b", "http://example.com/orders"})
    void names_readTerraceConfFromTheManagersClassLoader(URI uri) throws Exception {
        try (URLClassLoader loader = loader()) {
            assertThat(load(uri, loader)).isZero();
            Files.write(directory.resolve("terrace.conf"), entries(5));
            assertThat(load(uri, loader)).isEqualTo(5);
            assertThat(load(uri, getClass().getClassLoader())).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classpath:conf/a.conf",
                "classpath:/conf/a.conf",
                "classpath://conf/a.conf",
                "classpath:///conf/a.conf",
                "CLASSPATH:conf/a.conf"
            })
    void classpath_isReadFromTheManagersClassLoader_withIncludesBesideIt(URI uri) throws Exception {
        Files.createDirectory(directory.resolve("conf"));
        Files.write(directory.resolve("conf/a.conf"), text("include \"b.conf\""));
        Files.write(directory.resolve("conf/b.conf"), entries(6));
        try (URLClassLoader loader = loader()) {
            assertThat(load(uri, loader)).isEqualTo(6);
        }
    }

    @Test
    void file_isRead_withIncludesAndSubstitutions() throws Exception {
        Path file = directory.resolve("a b.conf");
        Files.write(directory.resolve("sizes.conf"), text("sizes { small = 7, large = 70 }"));
        Files.write(file, text("""
                include "sizes.conf"
                terrace.default.memory.maximum-entries = ${sizes.small}
                terrace.default.memory.maximum-entries = ${?NO_SUCH_VARIABLE_HERE}
                """));
        assertThat(load(file.toUri(), getClass().getClassLoader())).isEqualTo(7);
    }

    @Test
    void substitutions_seeSystemProperties_andOverrides() throws Exception {
        Path file = directory.resolve("a.conf");
        Files.write(file, text("""
                size = 7
                size = ${?terrace-test-size}
                terrace.default.memory.maximum-entries = ${size}
                terrace.caches.x.memory.maximum-entries = ${terrace.default.memory.maximum-entries}
                """));
        assertThat(load(file.toUri(), getClass().getClassLoader())).isEqualTo(7);
        System.setProperty("terrace-test-size", "8");
        try {
            assertThat(load(file.toUri(), getClass().getClassLoader())).isEqualTo(8);
        } finally {
            System.clearProperty("terrace-test-size");
        }
        assertThat(ConfigurationFiles.load(
                                file.toUri(),
                                ConfigurationFiles.properties("terrace.default.memory.maximum-entries", "9"))
                        .definition("x")
                        .settings()
                        .maximumEntries())
                .isEqualTo(9);
    }

    @Test
    void jar_isRead_withIncludesBesideTheFile() throws Exception {
        Path jar = Files.write(
                directory.resolve("app file.jar"),
                jar(Map.of("conf/a.conf", text("include \"b\""), "conf/b.conf", entries(9))));
        assertThat(load(
                        URI.create("jar:" + jar.toUri() + "!/conf/a.conf"),
                        getClass().getClassLoader()))
                .isEqualTo(9);
        Files.delete(jar);
    }

    @ParameterizedTest
    @CsvSource({
        "jar:%s!/lib/inner.jar!/terrace.conf",
        "jar:jar:%s!/lib/inner.jar!/terrace.conf",
        "jar:%s!/lib!/inner.jar!/terrace.conf"
    })
    void nestedJar_isRead(String pattern) throws Exception {
        byte[] inner = jar(Map.of("terrace.conf", text("include \"more.conf\""), "more.conf", entries(10)));
        Path jar = Files.write(directory.resolve("app.jar"), jar(Map.of("lib/inner.jar", inner)));
        assertThat(load(URI.create(pattern.formatted(jar.toUri())), getClass().getClassLoader()))
                .isEqualTo(10);
    }

    @Test
    void syntaxErrorInANestedJar_tellsFileAndLine() throws Exception {
        byte[] inner = jar(Map.of("terrace.conf", text("\nterrace {")));
        Path jar = Files.write(directory.resolve("app.jar"), jar(Map.of("inner.jar", inner)));
        URI uri = URI.create("jar:" + jar.toUri() + "!/inner.jar!/terrace.conf");
        assertThatThrownBy(() -> load(uri, getClass().getClassLoader()))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(uri + ": 2: syntax error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///no/such/terrace.conf",
                "classpath:no/such/terrace.conf",
                "jar:file:/no/such.jar!/terrace.conf",
                "jar:file:/no/such.jar",
                "file:///etc/terrace.conf?x=y",
                "file:no-such.conf"
            })
    void missingFile_isToldAtLoad(URI uri) {
        assertThatThrownBy(() -> load(uri, getClass().getClassLoader()))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(uri.toString());
    }

    @Test
    void missingEntryOfAJar_isTold() throws Exception {
        Path jar = Files.write(directory.resolve("app.jar"), jar(Map.of("a.conf", entries(1))));
        URI uri = URI.create("jar:" + jar.toUri() + "!/b.conf");
        assertThatThrownBy(() -> load(uri, getClass().getClassLoader()))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("there is no b.conf in it");
    }

    @Test
    void classLoader_isNotKept() throws Exception {
        Files.write(directory.resolve("terrace.conf"), entries(5));
        WeakReference<ClassLoader> reference = loadAndForget();
        Awaitility.await().until(() -> {
            System.gc();
            return reference.get() == null;
        });
    }

    private WeakReference<ClassLoader> loadAndForget() throws IOException {
        try (URLClassLoader loader = loader()) {
            assertThat(load(ManagerUri.DEFAULT, loader)).isEqualTo(5);
            return new WeakReference<>(loader);
        }
    }
}
