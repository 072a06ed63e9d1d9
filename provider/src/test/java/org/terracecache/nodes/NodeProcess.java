package org.terracecache.nodes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A JVM that runs a {@link NodeProgram}; stopped by its process id. Its orders are given by one thread at a time. */
final class NodeProcess implements AutoCloseable {
    private static final String ANSWER = "answer: ";

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    private NodeProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a node, its JVM with further options; it is ready when its first answer is there. */
    static NodeProcess start(URI uri, String... options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try {
            List<String> command = new ArrayList<>(List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1"));
            command.addAll(List.of(options));
            command.addAll(List.of("-cp", classes, NodeProgram.class.getName(), uri.toString()));
            return new NodeProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is there. */
    NodeProcess awaitReady() {
        String[] ready = readAnswer();
        if (!ready[0].equals("ready")) {
            throw new IllegalStateException(Arrays.toString(ready));
        }
        return this;
    }

    /** Gives an order and returns at once; the numbers of the answer come later. */
    CompletableFuture<long[]> begin(Object... words) {
        try {
            orders.write(
                    String.join(" ", Arrays.stream(words).map(Object::toString).toList()) + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CompletableFuture.supplyAsync(
                () -> Arrays.stream(readAnswer()).mapToLong(Long::parseLong).toArray(), task -> {
                    Thread reader = new Thread(task, "node-answer");
                    reader.setDaemon(true);
                    reader.start();
                });
    }

    /** Gives an order and waits for the answer. */
    long[] order(Object... words) throws Exception {
        return await(begin(words));
    }

    /** Waits for an answer. */
    static long[] await(CompletableFuture<long[]> answer) throws Exception {
        try {
            return answer.get(Long.getLong("terrace.nodes.patience.seconds", 120), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("A node does not answer", e);
        }
    }

    private String[] readAnswer() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length()).split(" ");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("The node has ended");
    }

    void pause() throws Exception {
        signal("STOP");
    }

    void resume() throws Exception {
        signal("CONT");
    }

    /** Ends it in the middle of what it does. */
    void kill() {
        process.destroyForcibly();
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("No signal reaches process " + process.pid());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
