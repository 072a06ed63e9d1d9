package org.terracecache.tck;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests that the kit left out. It says so nowhere but in its log; to JUnit such a test has passed. */
final class Exclusions extends Handler {
    private static final Pattern LINE = Pattern.compile("EXCLUDING TEST '([^']+)'\\s+'([^']+)'");

    /** Parent of the kit's loggers, which are named after its rules; held, because loggers are weakly reachable. */
    private final Logger logger = Logger.getLogger("org.jsr107.tck");

    private final List<String> tests = new CopyOnWriteArrayList<>();

    Exclusions() {
        setLevel(Level.ALL);
        logger.setLevel(Level.INFO);
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
        Matcher matcher = LINE.matcher(line.getMessage());
        if (matcher.find()) {
            tests.add(matcher.group(1) + "#" + matcher.group(2));
        }
    }

    List<String> tests() {
        return List.copyOf(tests);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
