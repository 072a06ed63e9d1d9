package org.terracecache.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a trace, one by one, and notes the lines that have none. Not safe for use by many threads. */
final class TraceReader implements Closeable {
    /** So many lines are looked at to find out the format. */
    private static final int FIRST_LINES = 16;

    private final TraceSource source;
    private final LineReader lines;
    private final LineParser parser;
    private final Deque<String> lookedAt = new ArrayDeque<>();
    private final BadLines badLines = new BadLines();
    private long lineNumber;

    /** Opens a file, or the given standard input if the name is {@code -}. */
    static TraceReader open(String name, TraceFormat format, InputStream standardInput) {
        TraceSource source = TraceSource.open(name, standardInput);
        try {
            return new TraceReader(source, format);
        } catch (InputException e) {
            source.close();
            throw e;
        }
    }

    private TraceReader(TraceSource source, TraceFormat format) {
        this.source = source;
        this.lines = new LineReader(source.content());
        lookAhead();
        this.parser = format.parser(new ArrayList<>(lookedAt));
    }

    /** Looks at the first lines, but does not wait for more than one. */
    private void lookAhead() {
        String line = readLine();
        if (line == null) {
            throw new InputException("The trace " + source.name() + " is empty");
        }
        while (line != null) {
            lookedAt.add(line);
            line = lookedAt.size() < FIRST_LINES && ready() ? readLine() : null;
        }
    }

    /** The next line's key; lines without one are skipped and noted. Null at the end of the trace. */
    @Nullable String nextKey() {
        String line = nextLine();
        while (line != null) {
            lineNumber++;
            LineParser.Result found = parser.parse(line);
            if (found.isKey()) {
                return found.text();
            }
            badLines.add(lineNumber, found.text());
            line = nextLine();
        }
        return null;
    }

    private @Nullable String nextLine() {
        return lookedAt.isEmpty() ? readLine() : lookedAt.poll();
    }

    private @Nullable String readLine() {
        try {
            return lines.next();
        } catch (IOException e) {
            String place = lineNumber == 0 ? "" : " after line " + lineNumber;
            throw new InputException(
                    "Cannot read the trace " + source.name() + " on" + place + ": " + e.getMessage(), e);
        }
    }

    /** Whether there is a next key, or at least a beginning of its line, without waiting. */
    boolean hasMore() {
        return !lookedAt.isEmpty() || ready();
    }

    private boolean ready() {
        try {
            return lines.ready();
        } catch (IOException e) {
            return true; // the next read will say what is wrong
        }
    }

    boolean isAccessLog() {
        return parser instanceof AccessLogParser;
    }

    String name() {
        return source.name();
    }

    BadLines badLines() {
        return badLines;
    }

    OptionalDouble progress() {
        return source.progress();
    }

    @Override
    public void close() {
        source.close();
    }
}
