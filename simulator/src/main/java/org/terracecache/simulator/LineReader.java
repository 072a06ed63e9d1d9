package org.terracecache.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of UTF-8 text without ever holding more than {@link #LONGEST} characters of one: what is beyond is skipped.
 * Malformed bytes become U+FFFD.
 */
final class LineReader {
    static final int LONGEST = 65_536;

    private final BufferedReader reader;
    private final StringBuilder line = new StringBuilder();
    private boolean started;

    LineReader(InputStream in) {
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    }

    /** The next line without its end, null at the end of the input. */
    @Nullable String next() throws IOException {
        int c = read();
        if (c < 0) {
            return null;
        }
        line.setLength(0);
        while (c >= 0 && c != '\n') {
            if (line.length() < LONGEST) {
                line.append((char) c);
            }
            c = reader.read();
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    /** Whether something can be read without waiting. */
    boolean ready() throws IOException {
        return reader.ready();
    }

    /** A byte order mark is no part of the first line. */
    private int read() throws IOException {
        int c = reader.read();
        if (!started) {
            started = true;
            return c == '\uFEFF' ? reader.read() : c;
        }
        return c;
    }
}
