package org.terracecache.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.terracecache.remote.Request;

/**
 * Operations on several keys that share their round trips: what is begun is collected, sent a chunk at a time, and ended when its
 * answer is there. After a failure the rest of its chunk still ends, and nothing more begins. Used by one thread.
 *
 * @param <K> the type of the keys
 * @param <T> an operation that has begun
 */
final class Pipeline<K, T> {
    private static final int CHUNK = 1_024;

    private final RemoteLayer<K> remote;
    private final RemoteLayer<K> collecting;
    private final Consumer<T> end;
    private final List<Request<?>> commands = new ArrayList<>();
    private final List<T> begun = new ArrayList<>();
    private @Nullable Throwable failure;

    /** {@code end} waits for the answer of an operation, and may throw. */
    Pipeline(RemoteLayer<K> remote, Consumer<T> end) {
        this.remote = remote;
        this.collecting = remote.collecting(commands::add);
        this.end = end;
    }

    /** Begins an operation on the layer that is given to it. */
    void add(Function<RemoteLayer<K>, T> begin) {
        if (failure != null) {
            return;
        }
        try {
            begun.add(begin.apply(collecting));
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        if (begun.size() == CHUNK) {
            flush();
        }
    }

    private void flush() {
        if (!commands.isEmpty()) {
            remote.sendAll(List.copyOf(commands));
        }
        commands.clear();
        for (T operation : begun) {
            try {
                end.accept(operation);
            } catch (RuntimeException | Error e) {
                failure = failure == null ? e : failure;
            }
        }
        begun.clear();
    }

    /** Ends all that was begun. Throws the first failure. */
    void finish() {
        flush();
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
