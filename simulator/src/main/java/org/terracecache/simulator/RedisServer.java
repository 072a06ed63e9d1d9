package org.terracecache.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Redis of the simulator's own, on a free port of the loopback interface: nothing is kept on disk, and nothing is left behind
 * when it is closed. It can be paused, killed and started anew on the same port. Safe for use by many threads.
 */
final class RedisServer implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final long LONGEST_END_SECONDS = 10;

    private final int port;
    private @Nullable Process process;
    private boolean closed;

    private RedisServer(int port) {
        this.port = port;
    }

    /**
     * Starts a server; it answers when this returns.
     *
     * @throws InputException if there is none to be had, or it does not start
     */
    static RedisServer start() {
        StringBuilder output = new StringBuilder();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // Somebody else may take the port before the server does.
            RedisServer server = new RedisServer(freePort());
            if (server.launch(output)) {
                return server;
            }
        }
        throw new InputException("No Redis started: " + output);
    }

    URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    /** Stops it in the middle of what it does: connections stay, and nothing is answered. */
    synchronized void pause() {
        signal("STOP");
    }

    /** Lets it go on after a pause. */
    synchronized void resume() {
        signal("CONT");
    }

    /** Ends it at once; all that it knew is gone. */
    synchronized void kill() {
        destroy();
    }

    /** Starts it again after it was killed: empty, on the same port. */
    synchronized void restart() {
        StringBuilder output = new StringBuilder();
        if (!closed && !launch(output)) {
            throw new IllegalStateException("Redis did not start again: " + output);
        }
    }

    /** Ends it, also in the middle of a pause. It does not start again. */
    @Override
    public synchronized void close() {
        closed = true;
        destroy();
    }

    private synchronized boolean launch(StringBuilder output) {
        try (RedisBinary binary = RedisBinary.find()) {
            List<String> command = new ArrayList<>(ownSession());
            command.addAll(List.of(binary.path().toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1"));
            command.addAll(List.of("--save", "", "--appendonly", "no", "--daemonize", "no", "--loglevel", "notice"));
            Process started = new ProcessBuilder(command)
                    .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile())
                    .redirectErrorStream(true)
                    .start();
            process = started;
            return awaitReady(started, output);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be started", e);
        }
    }

    /** Ctrl-C on a terminal reaches all processes of its session: the simulator still needs the server for its last figures. */
    private static List<String> ownSession() {
        return RedisBinary.onPath(List.of("setsid")).map(Path::toString).stream()
                .toList();
    }

    private boolean awaitReady(Process started, StringBuilder output) throws IOException {
        BufferedReader reader = started.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            output.append(line).append('\n');
            if (line.contains("Ready to accept connections")) {
                Thread drain = new Thread(() -> drain(reader), "redis-output");
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
        } catch (IOException ignored) {
            // The server is gone, and its output with it.
        }
    }

    private void signal(String name) {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("No signal reaches Redis, process " + running.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("kill cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void destroy() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroyForcibly();
        try {
            if (!running.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Redis does not end, process " + running.pid());
            }
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
