package org.terracecache.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Writes configuration files and loads them. */
final class ConfigurationFiles {
    private ConfigurationFiles() {}

    static Path write(Path directory, String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    static ManagerSettings load(Path directory, String text) throws IOException {
        return load(write(directory, "caches.conf", text).toUri(), new Properties());
    }

    static ManagerSettings load(URI uri, Properties properties) {
        return ManagerSettings.load(uri, ConfigurationFiles.class.getClassLoader(), properties);
    }

    static Properties properties(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }
}
