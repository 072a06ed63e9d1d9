package org.terracecache.simulator;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a trace: a file or the standard input, unpacked if they begin as gzip does. */
final class TraceSource implements Closeable {
    private final String name;
    private final @Nullable FileChannel channel;
    private final InputStream content;

    private TraceSource(String name, @Nullable FileChannel channel, InputStream raw) throws IOException {
        this.name = name;
        this.channel = channel;
        this.content = unpacked(raw);
    }

    /** Opens a file, or the given standard input if the name is {@code -}. */
    static TraceSource open(String name, InputStream standardInput) {
        try {
            if (name.equals("-")) {
                return new TraceSource("standard input", null, standardInput);
            }
            Path file = Path.of(name);
            if (Files.isDirectory(file)) {
                throw new InputException("Cannot read the trace " + name + ": it is a directory");
            }
            return open(name, FileChannel.open(file));
        } catch (InvalidPathException | NoSuchFileException e) {
            throw new InputException("Cannot read the trace " + name + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new InputException("Cannot read the trace " + name + ": access denied", e);
        } catch (IOException e) {
            throw new InputException("Cannot read the trace " + name + ": " + e.getMessage(), e);
        }
    }

    private static TraceSource open(String name, FileChannel channel) throws IOException {
        try {
            return new TraceSource(name, channel, Channels.newInputStream(channel));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static InputStream unpacked(InputStream raw) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(raw, 1 << 16);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    String name() {
        return name;
    }

    InputStream content() {
        return content;
    }

    /** The share of the file that was read, unknown for the standard input and for an empty file. */
    OptionalDouble progress() {
        try {
            return channel == null || channel.size() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((double) channel.position() / channel.size());
        } catch (IOException closed) {
            return OptionalDouble.empty();
        }
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException ignored) {
            // Nothing was written, so nothing can be lost.
        }
    }
}
