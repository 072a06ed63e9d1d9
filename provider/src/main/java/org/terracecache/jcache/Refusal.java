package org.terracecache.jcache;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a change that what was there did not allow.
 *
 * @param found what was there, in stored form
 */
record Refusal(Object found) {
    /** Of a comparison that failed, which is an access to what is there; null if there was nothing. */
    static <K> @Nullable Refusal of(CacheCore<K, ?> core, K key, @Nullable Object found) {
        if (found == null) {
            return null;
        }
        core.touch(key, found);
        return new Refusal(found);
    }
}
