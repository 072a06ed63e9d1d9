package org.terracecache.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Redis on a free port of the loopback interface: without persistence, without a configuration file, with nothing left behind
 * when it is closed. It can be paused, killed and started anew on the same port. Used by one thread at a time.
 */
public final class RedisProcess implements AutoCloseable {
    private static final int ATTEMPTS = 5;

    private final List<String> options;
    private final Thread atExit = new Thread(this::destroy, "redis-at-exit");
    private int port;
    private Process process;

    private RedisProcess(List<String> options) {
        this.options = options;
    }

    /**
     * Starts a server.
     *
     * @param options further options for the command line, such as {@code --maxmemory 10mb}, each word by itself
     * @throws IllegalStateException if there is no server to be had, or it does not start
     */
    public static RedisProcess start(String... options) {
        RedisProcess redis = new RedisProcess(List.of(options));
        Runtime.getRuntime().addShutdownHook(redis.atExit);
        StringBuilder output = new StringBuilder();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // Somebody else may take the port before the server does.
            redis.port = freePort();
            if (redis.launch(output)) {
                return redis;
            }
        }
        redis.close();
        throw new IllegalStateException("No Redis started: " + output);
    }

    /** The port of the loopback interface that it listens on. */
    public int port() {
        return port;
    }

    /** The id of the process. */
    public long pid() {
        return process.pid();
    }

    /** Stops it in the middle of what it does: connections stay, and nothing is answered. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on after a pause. */
    public void resume() {
        signal("CONT");
    }

    /** Ends it at once; all that it knew is gone. */
    public void kill() {
        destroy();
    }

    /** Starts it again after it was killed: empty, on the same port. */
    public void restart() {
        destroy();
        StringBuilder output = new StringBuilder();
        if (!launch(output)) {
            throw new IllegalStateException("Redis did not start again: " + output);
        }
    }

    @Override
    public void close() {
        destroy();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook does the same.
            process = null;
        }
    }

    private boolean launch(StringBuilder output) {
        try (RedisBinary binary = RedisBinary.find()) {
            List<String> command = new ArrayList<>(List.of(binary.path().toString()));
            command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
            command.addAll(List.of("--save", "", "--appendonly", "no", "--daemonize", "no", "--loglevel", "notice"));
            command.addAll(options);
            Path directory = Path.of(System.getProperty("java.io.tmpdir"));
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            return awaitReady(output);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be started", e);
        }
    }

    private boolean awaitReady(StringBuilder output) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            output.append(line).append('\n');
            if (line.contains("Ready to accept connections")) {
                Thread drain = new Thread(() -> drain(reader), "redis-output-" + port);
                drain.setDaemon(true);
                drain.start();
                return true;
            }
        }
        destroy();
        return false;
    }

    private static void drain(BufferedReader reader) {
        try (reader) {
            reader.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // The server is gone, and its output with it.
            return;
        }
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("No signal reaches process " + pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("kill cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private synchronized void destroy() {
        if (process == null || !process.isAlive()) {
            return;
        }
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
    }
}
