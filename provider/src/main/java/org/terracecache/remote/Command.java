package org.terracecache.remote;

import java.util.HashSet;
import java.util.List;
import org.terracecache.entry.KeyBytes;

/**
 * What a store can be asked for. Immutable, knows nothing of connections. No component of a command is null.
 *
 * @param <A> what a store answers if it did it
 */
public sealed interface Command<A extends Answer>
        permits Read, Mutation, Check, Touch, Reclaim, ReadMeta, Beat, Wish, Scan, Announce {
    /** Calls the operation that belongs to the command. */
    A on(Operations operations);

    /**
     * Whether doing it later than its sender expects can harm: such a command carries the latest time at which it may run, and
     * is unknown to have been done when no reply came.
     */
    default boolean isMutation() {
        return false;
    }

    /** For commands with one bucket: refuses what no bucket can be. */
    static void requireBucket(int bucket) {
        if (bucket < 0) {
            throw new IllegalArgumentException("No bucket has the number " + bucket);
        }
    }

    /** For mutations: refuses a key that is named twice, because only one of its outcomes could be told. */
    static void requireDistinct(List<KeyBytes> keys) {
        if (keys.size() > 1 && new HashSet<>(keys).size() < keys.size()) {
            throw new IllegalArgumentException("A command names a key twice");
        }
    }

    /** For commands with keys: refuses none, and more than one script should have. */
    static void requireKeys(int count) {
        if (count < 1 || count > RemoteStore.MAX_KEYS) {
            throw new IllegalArgumentException(
                    "A command has from 1 to " + RemoteStore.MAX_KEYS + " keys, not " + count);
        }
    }
}
