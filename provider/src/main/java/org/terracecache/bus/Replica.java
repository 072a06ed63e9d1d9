package org.terracecache.bus;

import org.jspecify.annotations.Nullable;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;

/**
 * What a bucket does to the memory layer. Everything here is called with the bucket's monitor held: verdict and consequence are
 * one step for everybody who asks the bucket. So an implementation takes its own locks at most, calls no user code, never
 * enters a bucket, and never throws. No argument is null unless it says so.
 */
public interface Replica {
    /** What memory holds of a key, null if nothing. */
    @Nullable Resident resident(String cache, KeyBytes key);

    /** Drops what is held of a key if its version number is below the one given. */
    void dropOlder(String cache, KeyBytes key, long version);

    /**
     * Something of that version was learned of a key. A load of it that began before then must not be joined any more; its value
     * still goes to those who wait for it already.
     */
    void detachLoad(String cache, KeyBytes key, long version);

    /**
     * A cache was cleared: what it holds of the bucket up to the version is dead, and all its loads in the bucket are detached.
     * No hit is given for any of that from now on ({@link Slice#isCurrent}), so the space may be given back later.
     */
    void cacheCleared(String cache, int bucket, long version);

    /** A tag was removed: like {@link #cacheCleared}, for entries that have the tag. All loads of the cache in the bucket are detached. */
    void tagRemoved(String cache, int bucket, String tag, long version);

    /**
     * Nothing of the bucket is worth anything any more, in any cache: drops it all and detaches all loads. No hit is given for it from
     * now on, so the space may be given back later.
     */
    void bucketCleared(int bucket);

    /**
     * What memory holds of a key.
     *
     * @param version the version of the value, or that at which the key was absent
     * @param generation the bucket's generation in which the request for it began
     */
    record Resident(Version version, long generation) {}
}
