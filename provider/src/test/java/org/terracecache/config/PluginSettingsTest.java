package org.terracecache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.terracecache.spi.CachePlugin;

class PluginSettingsTest {
    private static final String ONE = Fixtures.NoPlugin.class.getName();
    private static final String OTHER = Fixtures.OtherPlugin.class.getName();

    @TempDir
    private Path directory;

    private static List<String> names(List<PluginDefinition> plugins) {
        return plugins.stream().map(PluginDefinition::name).toList();
    }

    private ManagerSettings offering(String services, Properties properties) throws IOException {
        Path file = directory.resolve("META-INF/services/" + CachePlugin.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, services);
        try (URLClassLoader loader = new URLClassLoader(urls(), getClass().getClassLoader())) {
            return ManagerSettings.load(ManagerUri.DEFAULT, loader, properties);
        }
    }

    private URL[] urls() throws MalformedURLException {
        return new URL[] {directory.toUri().toURL()};
    }

    @Test
    void file_namesPluginsOfTheManager_ofTheTemplateAndOfCaches() throws Exception {
        ManagerSettings settings = ConfigurationFiles.load(directory, """
                terrace.plugins = [%1$s]
                terrace.default.plugins = [%2$s]
                terrace.caches.own.plugins = [%1$s, %2$s]
                terrace.caches.none.plugins = null
                """.formatted(
                        Fixtures.name(Fixtures.NoPlugin.class), Fixtures.name(Fixtures.OtherPlugin.class)));

        assertThat(names(settings.plugins())).containsExactly(ONE);
        assertThat(names(settings.definition("any").plugins())).containsExactly(OTHER);
        assertThat(names(settings.definition("own").plugins())).containsExactly(ONE, OTHER);
        assertThat(names(settings.definition("none").plugins())).isEmpty();
        assertThat(settings.plugins().get(0).factory().create()).isExactlyInstanceOf(Fixtures.NoPlugin.class);
    }

    @Test
    void properties_nameThemWithCommas() {
        ManagerSettings settings = ConfigurationFiles.load(
                ManagerUri.DEFAULT, ConfigurationFiles.properties("terrace.plugins", ONE + ", " + OTHER));

        assertThat(names(settings.plugins())).containsExactly(ONE, OTHER);
    }

    @Test
    void class_thatIsNoPlugin_isAMistake() {
        assertThatThrownBy(() -> ConfigurationFiles.load(
                        ManagerUri.DEFAULT,
                        ConfigurationFiles.properties(
                                "terrace.plugins", "com.example.None", "terrace.default.plugins", "java.lang.String")))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("finds no com.example.None")
                .hasMessageContaining(
                        "terrace.default.plugins must name a class that implements " + CachePlugin.class.getName());
    }

    @Test
    void configurationInCode_replacesTheCachesOwn_andIsKeptByOthers() {
        ManagerSettings settings = ConfigurationFiles.load(
                ManagerUri.DEFAULT, ConfigurationFiles.properties("terrace.default.plugins", ONE));
        TerraceConfiguration<String, String> code =
                new TerraceConfiguration<String, String>().addPlugin(Fixtures.OtherPlugin::new);

        List<PluginDefinition> merged = settings.merge("x", code).plugins();

        assertThat(merged).hasSize(1);
        assertThat(merged.get(0).factory().create()).isInstanceOf(Fixtures.OtherPlugin.class);
        assertThat(names(settings.merge("x", new MutableConfiguration<>()).plugins()))
                .containsExactly(ONE);
        assertThat(names(settings.merge("x", new TerraceConfiguration<>()).plugins()))
                .containsExactly(ONE);
        assertThat(new TerraceConfiguration<>(code)).isEqualTo(code).isNotEqualTo(new TerraceConfiguration<>());
    }

    @Test
    void services_ofTheManagersClassLoader_areFound_beforeThoseThatAreNamed() throws Exception {
        Properties properties = ConfigurationFiles.properties("terrace.plugins", ONE);

        ManagerSettings settings = offering(OTHER, properties);

        assertThat(names(settings.plugins())).containsExactly(OTHER, ONE);
        CachePlugin made = settings.plugins().get(0).factory().create();
        assertThat(made).isInstanceOf(Fixtures.OtherPlugin.class);
        assertThat(settings.plugins().get(0).factory().create())
                .as("each cache has its own")
                .isNotSameAs(made);
    }

    @Test
    void services_thatCannotBeLoaded_areLeftOut() throws Exception {
        ManagerSettings settings = offering("com.example.None\n" + OTHER + "\njava.lang.String", new Properties());

        assertThat(names(settings.plugins())).containsExactly(OTHER);
    }

    @Test
    void services_thatAreNoList_areLeftOut() throws Exception {
        assertThat(offering("no class name", new Properties()).plugins()).isEmpty();
    }

    @Test
    void services_canBeSwitchedOff() throws Exception {
        Properties properties = ConfigurationFiles.properties("terrace.discover-plugins", "false");

        assertThat(offering(OTHER, properties).plugins()).isEmpty();
    }
}
