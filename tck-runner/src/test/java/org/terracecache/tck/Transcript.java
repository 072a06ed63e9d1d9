package org.terracecache.tck;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;

/** While open, what the kit and the provider print and log goes to a file: the kit prints traces when all is well. */
final class Transcript implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");

    private final Path file;
    private final PrintStream log;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Handler[] handlers = ROOT.getHandlers();
    private final Handler console;

    Transcript(String name) throws IOException {
        file = Files.createDirectories(Path.of("target", "kit")).resolve(name.replaceAll("\\W+", "-") + ".log");
        log = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
        for (Handler handler : handlers) {
            ROOT.removeHandler(handler);
        }
        // Takes System.err as it is now.
        console = new ConsoleHandler();
        ROOT.addHandler(console);
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        ROOT.removeHandler(console);
        for (Handler handler : handlers) {
            ROOT.addHandler(handler);
        }
        System.setOut(out);
        System.setErr(err);
        log.close();
    }
}
