package org.terracecache.layer;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.terracecache.bus.MessageType;
import org.terracecache.layer.Echoes.Echo;
import org.terracecache.memory.Change;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.Mutation;
import org.terracecache.remote.Condition;
import org.terracecache.spi.TimeSource;

/**
 * Changes on their way to the remote layer and back: sent, answered, told. Safe for any thread.
 *
 * @param <K> the type of the keys
 */
final class RemoteChanges<K> {
    private final RemoteTerms terms;
    private final RemoteLayer<K> remote;
    private final Telling<K> telling;
    private final LayerNews<K> news;
    private final TimeSource time;

    RemoteChanges(RemoteTerms terms, RemoteLayer<K> remote, Telling<K> telling, LayerNews<K> news, TimeSource time) {
        this.terms = terms;
        this.remote = remote;
        this.telling = telling;
        this.news = news;
        this.time = time;
    }

    /**
     * A change that was sent, or will be.
     *
     * @param echo where its message is expected, null if nobody listens
     */
    record Begun<K>(K key, Change change, @Nullable Echo echo, CompletableFuture<Made> answer) {}

    /** Makes a change, and returns its outcome. */
    @Nullable Object make(K key, Change change, Condition condition) {
        return outcome(change, end(begin(remote, key, change, condition)));
    }

    /** Sends a change by a layer that may collect what it sends. To be {@linkplain #end ended}. */
    Begun<K> begin(RemoteLayer<K> layer, K key, Change change, Condition condition) {
        long stamp = layer.stamp();
        Echo echo = telling.isWanted() ? expect(change, stamp) : null;
        try {
            return new Begun<>(key, change, echo, send(layer, key, change, condition, stamp));
        } catch (RuntimeException | Error e) {
            forget(echo);
            throw e;
        }
    }

    /** The answer has the command's time-out, and the echo as much; of changes that are sent together, all echoes as much together. */
    private Echo expect(Change change, long stamp) {
        long deadline = time.nanoTime() + 2 * terms.timeoutNanos();
        return telling.echoes().expect(stamp, change.mutation().cause(), telling.isAwaited(), deadline);
    }

    private static <K> CompletableFuture<Made> send(
            RemoteLayer<K> layer, K key, Change change, Condition condition, long stamp) {
        Object value = change.value();
        MessageType type = change.mutation().isFill() ? MessageType.FILLED : MessageType.WRITTEN;
        return value == null
                ? layer.remove(key, MessageType.REMOVED, condition, change.old(), stamp)
                : layer.write(key, value, type, condition, change.lives(), change.old(), stamp);
    }

    private void forget(@Nullable Echo echo) {
        if (echo != null) {
            telling.echoes().forget(echo);
        }
    }

    /**
     * Waits for the answer. If anybody listens, the echo is awaited, or at least watched.
     *
     * @throws RemoteException if there is no answer, or what was to be told of what was there cannot be read
     */
    Made end(Begun<K> begun) {
        Echo echo = begun.echo;
        boolean published = false;
        try {
            Made made = Replies.await(begun.answer);
            news.change(begun.key, begun.change.value(), begun.change.mutation().cause(), made);
            String unreadable = made.unreadable();
            if (unreadable != null) {
                throw unreadable(begun.key, made, unreadable);
            }
            published = made.published();
            if (published && echo != null) {
                await(echo, begun, made);
            }
            return made;
        } finally {
            if (!published) {
                forget(echo);
            }
        }
    }

    private void await(Echo echo, Begun<K> begun, Made made) {
        if (!echo.isAwaited()) {
            echo.otherwise(() -> telling.withoutEcho(begun.key, begun.change, made, false));
        } else if (!echo.await(echo.deadlineNanos() - time.nanoTime())) {
            telling.withoutEcho(begun.key, begun.change, made, true);
        }
    }

    /** Nobody is to lose what he cannot read: if the change has taken it away already, it is put back. */
    private RemoteException unreadable(K key, Made made, String why) {
        if (!made.published()) {
            return RemoteException.unreadable(terms.cache(), why);
        }
        try {
            return RemoteException.unreadable(terms.cache(), why, Replies.await(remote.putBack(key, made)));
        } catch (RemoteException e) {
            RemoteException lost = RemoteException.unreadable(terms.cache(), why, false);
            lost.addSuppressed(e);
            return lost;
        }
    }

    /** The outcome of a change that has ended; see {@link LayerStack#apply(Object, Change)}. */
    @Nullable Object outcome(Change change, Made made) {
        return switch (made.result().outcome()) {
            case CREATED -> null;
            case UPDATED, REMOVED -> orSomething(made);
            case ABSENT -> change.value() == null ? null : MemoryLayer.NOT_STORED;
            case UNMET -> change.mutation() == Mutation.PUT_IF_ABSENT ? orSomething(made) : MemoryLayer.REFUSED;
            case UNREADABLE -> {
                if (change.mutation().isFill()) {
                    yield MemoryLayer.REFUSED;
                }
                throw RemoteException.unreadable(terms.cache(), "it is no entry of this version of Terrace");
            }
        };
    }

    private static Object orSomething(Made made) {
        LayeredEntry old = made.old();
        return old == null ? LayerStack.SOMETHING : new Answered(old);
    }
}
