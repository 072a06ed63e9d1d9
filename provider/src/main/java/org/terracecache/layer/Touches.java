package org.terracecache.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.terracecache.entry.KeyBytes;
import org.terracecache.memory.Lives;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.remote.Request;
import org.terracecache.spi.TimeSource;

/**
 * Accesses that move deadlines, on their way to the store; nobody waits for them. An access opens a window of its key and is told at
 * once. What follows in that window is told together at its end, with what is left of the life by then. A shorter life than the
 * window's is told at once, too. Safe for any thread.
 *
 * @param <K> the type of the keys
 */
final class Touches<K> {
    private static final long LONGEST_WINDOW = TimeUnit.SECONDS.toNanos(1);
    private static final int WINDOWS_IN_A_LIFE = 4;

    private final RemoteLayer<K> remote;
    private final MemoryLayer<K> memory;
    private final Node.Later later;
    private final TimeSource time;
    private final ConcurrentMap<KeyBytes, Window<K>> windows = new ConcurrentHashMap<>();
    private final AtomicBoolean due = new AtomicBoolean();

    Touches(RemoteLayer<K> remote, MemoryLayer<K> memory, Node.Later later, TimeSource time) {
        this.remote = remote;
        this.memory = memory;
        this.later = later;
        this.time = time;
    }

    /**
     * The time during which accesses to one entry are collected.
     *
     * @param accessed when it was last accessed
     * @param end when the window ends
     * @param owed whether an access is to be told yet
     */
    private record Window<K>(K key, LayeredEntry entry, long life, long accessed, long end, boolean owed) {
        boolean covers(LayeredEntry other, long otherLife, long now) {
            return end - now > 0 && otherLife >= life && entry.version().equals(other.version());
        }
    }

    /** An entry was accessed and has a new life, in nanoseconds from now on, positive. */
    void touch(K key, LayeredEntry entry, long life) {
        long now = time.nanoTime();
        Window<K> window = windows.compute(
                entry.key(),
                (bytes, open) -> open != null && open.covers(entry, life, now)
                        ? new Window<>(key, entry, life, now, open.end, true)
                        : new Window<>(
                                key,
                                entry,
                                life,
                                now,
                                now + Math.min(life / WINDOWS_IN_A_LIFE, LONGEST_WINDOW),
                                false));
        if (!window.owed) {
            later.after(0, () -> send(remote, window, time.nanoTime()));
            sweepAfter(window.end - now);
        }
    }

    private void sweepAfter(long nanos) {
        if (due.compareAndSet(false, true)) {
            later.after(Math.max(1, nanos), this::sweep);
        }
    }

    private void sweep() {
        due.set(false);
        long now = time.nanoTime();
        close(now, false);
        long soonest = windows.values().stream()
                .mapToLong(window -> window.end - now)
                .min()
                .orElse(0);
        if (!windows.isEmpty()) {
            sweepAfter(soonest);
        }
    }

    private void close(long now, boolean all) {
        List<Request<?>> commands = new ArrayList<>();
        RemoteLayer<K> collecting = remote.collecting(commands::add);
        windows.values().forEach(window -> {
            if ((all || window.end - now <= 0) && windows.remove(window.entry.key(), window) && window.owed) {
                send(collecting, window, now);
            }
        });
        if (!commands.isEmpty()) {
            remote.sendAll(commands);
        }
    }

    /** Tells at once what is still owed. */
    void flush() {
        close(time.nanoTime(), true);
    }

    private void send(RemoteLayer<K> to, Window<K> window, long now) {
        long life = window.life == Lives.ETERNAL ? Lives.ETERNAL : window.life - (now - window.accessed);
        if (life <= 0) {
            return;
        }
        Consumer<Boolean> answered = done -> {
            if (!done) {
                memory.dropIf(
                        window.key, stored -> ((LayeredEntry) stored).version().equals(window.entry.version()));
            }
        };
        CompletableFuture<Void> ignored = to.touch(window.entry, life).thenAccept(answered);
    }
}
