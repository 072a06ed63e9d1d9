package org.terracecache.layer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.terracecache.remote.Failure;

/**
 * Hears what goes wrong between one cache and its remote layer. Called by any thread, with no lock held; returns at once.
 *
 * @param <K> the type of the keys
 */
public interface CacheTrouble<K> {
    /** The codec of what does not even say it. */
    int NO_CODEC = -1;

    /** Whether somebody hears of {@link #failed}, so that its duration is worth a look at the clock. */
    boolean hearsFailures();

    /** An operation got no answer, and throws. */
    void failed(String operation, Failure failure, Duration duration, RuntimeException thrown);

    /**
     * A value has no bytes.
     *
     * @param key its key, in stored form
     */
    void unencodable(K key, Object value, RuntimeException thrown);

    /**
     * Bytes are no value, or no key, of this cache.
     *
     * @param key the key, in stored form; null if it is what cannot be decoded
     * @param codec the id of the codec that stands beside them, {@link #NO_CODEC} if none does
     */
    void undecodable(@Nullable K key, int codec, Exception error);
}
