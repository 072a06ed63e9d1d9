package org.terracecache.simulator;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server that can be started: {@code redis-server} or {@code valkey-server} on the path, or the one in the embedded-redis
 * library, which is unpacked, and deleted again when this is closed (a process that has started does not need the file).
 */
final class RedisBinary implements AutoCloseable {
    private static final String PACKED_VERSION = "7.0.15";

    private final Path path;
    private final boolean unpacked;

    private RedisBinary(Path path, boolean unpacked) {
        this.path = path;
        this.unpacked = unpacked;
    }

    static RedisBinary find() throws IOException {
        Optional<Path> installed = onPath(List.of("redis-server", "valkey-server"));
        return installed.isPresent() ? new RedisBinary(installed.get(), false) : unpack();
    }

    /** The first program of one of these names that the system's path has. */
    static Optional<Path> onPath(List<String> names) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .flatMap(directory -> names.stream().map(name -> Path.of(directory, name)))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst();
    }

    private static RedisBinary unpack() throws IOException {
        String name = "redis-server-" + PACKED_VERSION + "-" + system() + "-" + architecture();
        try (InputStream in = RedisBinary.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new InputException(
                        "There is no Redis for this system in the library: put a redis-server on the path,"
                                + " or name one that runs with --redis");
            }
            Path file = Files.createTempFile("terrace-redis-server", "");
            file.toFile().deleteOnExit();
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
