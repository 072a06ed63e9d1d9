package org.terracecache.bus;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A command on its way to a simulated store, and its reply on its way back. */
final class Command {
    /** What scripts there are. */
    enum Kind {
        READ,
        READ_WITH_TICKET,
        WRITE,
        REMOVE,
        CLEAR,
        REMOVE_TAG,
        COMPARE_AND_SET,
        CHECK,
        FILL,
        METAS,
        HEARTBEAT
    }

    final Kind kind;
    final SimulatedNode node;
    final int key;
    final Consumer<Reply> callback;

    /** The entry that a read knows, that a compare-and-set or a check is about; null: absent. */
    @Nullable Known known;

    boolean tagged;
    long ticket;
    long nonce;

    /** Ghost: the key's last write when the load's miss was answered. */
    long writtenAtMiss;

    /** Goes over a connection to a primary that is none any more. */
    boolean stale;

    /** Nobody waits for the reply any more. */
    boolean doubted;

    /** Called when the reply does not come in time, and when the command can no longer run. */
    @Nullable Runnable onDoubt;

    @Nullable Runnable onAbandon;

    @Nullable Reply reply;

    Command(Kind kind, SimulatedNode node, int key, Consumer<Reply> callback) {
        this.kind = kind;
        this.node = node;
        this.key = key;
        this.callback = callback;
    }

    @Override
    public String toString() {
        return node.name() + " " + kind + (kind == Kind.METAS || kind == Kind.HEARTBEAT ? "" : " of key " + key);
    }

    /** A version of an entry, or of a remembered miss. */
    record Known(long version, long stamp, boolean absent) {}
}
