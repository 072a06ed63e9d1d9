package org.terracecache.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** reference.conf, file, system properties, manager properties, explicit configuration: the later wins. */
class PrecedenceTest {
    private static final String KEY = "terrace.default.memory.maximum-entries";

    @TempDir
    Path directory;

    @AfterEach
    void clear() {
        System.clearProperty(KEY);
        System.clearProperty("terrace.somebody.else");
    }

    @ParameterizedTest
    @CsvSource({
        "0,   ,   ,   ,   ",
        "1,  1,   ,   ,   ",
        "2,   ,  2,   ,   ",
        "2,  1,  2,   ,   ",
        "3,   ,   ,  3,   ",
        "3,  1,   ,  3,   ",
        "3,  1,  2,  3,   ",
        "4,  1,   ,   ,  4",
        "4,  1,  2,  3,  4",
        "0,  1,  2,  3,  0",
    })
    void laterSources_win(long expected, Long file, Long system, Long manager, Long explicit) throws Exception {
        URI uri = ConfigurationFiles.write(directory, "a.conf", file == null ? "" : KEY + " = " + file)
                .toUri();
        if (system != null) {
            System.setProperty(KEY, system.toString());
        }
        Properties properties = manager == null ? null : ConfigurationFiles.properties(KEY, manager.toString());
        TerraceConfiguration<Object, Object> configuration = new TerraceConfiguration<>();
        if (explicit != null) {
            configuration.maximumEntries(explicit);
        }
        ManagerSettings settings = ConfigurationFiles.load(uri, properties);
        assertThat(settings.merge("x", configuration).settings().maximumEntries())
                .isEqualTo(expected);
    }

    @Test
    void cacheSection_winsOverTemplate_whereverTheyComeFrom() throws Exception {
        URI uri = ConfigurationFiles.write(directory, "a.conf", "terrace.caches.x.memory.maximum-entries = 7")
                .toUri();
        ManagerSettings settings = ConfigurationFiles.load(uri, ConfigurationFiles.properties(KEY, "8"));
        assertThat(settings.definition("x").settings().maximumEntries()).isEqualTo(7);
        assertThat(settings.definition("y").settings().maximumEntries()).isEqualTo(8);
    }

    @Test
    void systemProperties_areReadAfresh() {
        assertThat(byDefault()).isZero();
        System.setProperty(KEY, "5");
        assertThat(byDefault()).isEqualTo(5);
        System.setProperty(KEY, "6");
        assertThat(byDefault()).isEqualTo(6);
        System.clearProperty(KEY);
        assertThat(byDefault()).isZero();
    }

    private static long byDefault() {
        return ConfigurationFiles.load(ManagerUri.DEFAULT, new Properties())
                .definition("x")
                .settings()
                .maximumEntries();
    }

    @Test
    void systemProperties_ofSomebodyElse_areIgnored() {
        System.setProperty("terrace.somebody.else", "x");
        assertThat(byDefault()).isZero();
    }

    @Test
    void properties_mayHoldNumbersAndDefaultsAndOthersKeys() throws IOException {
        Properties parent = ConfigurationFiles.properties("terrace.default.statistics-enabled", "true");
        Properties properties = new Properties(parent);
        properties.put(KEY, 12);
        properties.put("other.key", "x");
        properties.put("terrace.default.immutable-types", "java.util.BitSet, java.lang.StringBuilder");
        CacheDefinition<?, ?> definition =
                ConfigurationFiles.load(ManagerUri.DEFAULT, properties).definition("x");
        assertThat(definition.settings().maximumEntries()).isEqualTo(12);
        assertThat(definition.settings().immutableTypes()).hasSize(2);
        assertThat(definition.standard().isStatisticsEnabled()).isTrue();
    }
}
