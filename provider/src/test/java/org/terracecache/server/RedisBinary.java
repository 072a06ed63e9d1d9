package org.terracecache.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * A server that can be started: the one that the system property {@code terrace.test.redis} names, {@code redis-server} or
 * {@code valkey-server} on the path, or the one in the embedded-redis library, which is unpacked and deleted again when this is closed
 * (a process that has started does not need the file).
 */
final class RedisBinary implements AutoCloseable {
    private static final String PROPERTY = "terrace.test.redis";
    private static final String PACKED_VERSION = "7.0.15";

    private final Path path;
    private final boolean unpacked;

    private RedisBinary(Path path, boolean unpacked) {
        this.path = path;
        this.unpacked = unpacked;
    }

    static RedisBinary find() throws IOException {
        String named = System.getProperty(PROPERTY, "");
        if (!named.isEmpty()) {
            return new RedisBinary(Path.of(named), false);
        }
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            for (String name : new String[] {"redis-server", "valkey-server"}) {
                Path candidate = Path.of(directory, name);
                if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                    return new RedisBinary(candidate, false);
                }
            }
        }
        return unpack();
    }

    private static RedisBinary unpack() throws IOException {
        String name = "redis-server-" + PACKED_VERSION + "-" + system() + "-" + architecture();
        try (InputStream in = RedisBinary.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "No redis-server on the path, and no " + name + " in the library: name one with -D" + PROPERTY);
            }
            Path file = Files.createTempFile("terrace-redis-server", "");
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            if (!file.toFile().setExecutable(true, true)) {
                throw new IOException("The unpacked server cannot be made executable");
            }
            return new RedisBinary(file, true);
        }
    }

    private static String system() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.contains("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (architecture) {
            case "aarch64", "arm64" -> "arm64";
            case "x86", "i386" -> "386";
            default -> "amd64";
        };
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (unpacked) {
            Files.deleteIfExists(path);
        }
    }
}
