package org.terracecache.bus;

import java.util.Collection;
import java.util.List;

/**
 * One cache's share of a bucket: what a hit is compared with. Safe for use by many threads; the questions take no lock.
 *
 * <p>An entry carries the version of its value and the generation that its {@link Installation} was told. An entry that remembers a miss
 * carries the version at which the key was absent, and is asked about with that version plus one.
 */
public final class Slice {
    private final String cache;
    private final Bucket bucket;
    private final TagMarks marks = new TagMarks();
    private final InFlight inFlight = new InFlight();
    private volatile long watermark;
    private int openings;

    Slice(String cache, Bucket bucket) {
        this.cache = cache;
        this.bucket = bucket;
    }

    /** The cache's name. */
    public String cache() {
        return cache;
    }

    /** The bucket's number. */
    public int bucket() {
        return bucket.number();
    }

    /** The bucket's generation now. */
    public long generation() {
        return bucket.generation();
    }

    /**
     * Whether an entry without tags may be served: nothing has been missed since its request began [gen], its cache was not cleared since
     * [wm], and the bus was heard lately enough [lease].
     *
     * @param generation the entry's generation
     * @param version the entry's version number
     * @param nowNanos {@link System#nanoTime}, read for this hit
     */
    public boolean mayServe(long generation, long version, long nowNanos) {
        return isCurrent(generation, version) && holdsLease(nowNanos);
    }

    /** Like {@link #mayServe(long, long, long)} for an entry with tags, none of which was removed since. */
    public boolean mayServe(long generation, long version, Collection<String> tags, long nowNanos) {
        return mayServe(generation, version, nowNanos) && marks.spare(tags, version);
    }

    /** Whether an entry is right as far as this node has heard, however long ago that was. */
    public boolean isCurrent(long generation, long version) {
        return generation == bucket.generation() && version > watermark;
    }

    /**
     * Whether who misses a key may join a load of it that is under way: nothing has been missed since it began [gen], and the bus would have
     * told what makes it old, or it began so lately that nobody need have heard [lease].
     *
     * @param generation the bucket's generation in which the load began
     * @param beganNanos when it began
     * @param nowNanos {@link System#nanoTime}, read for this miss
     */
    public boolean mayJoin(long generation, long beganNanos, long nowNanos) {
        return generation == bucket.generation()
                && (holdsLease(nowNanos) || bucket.isWithinLease(beganNanos, nowNanos));
    }

    /** Whether the bus was heard lately enough to trust what this node has heard [lease]. */
    public boolean holdsLease(long nowNanos) {
        return bucket.holdsLease(nowNanos);
    }

    Bucket home() {
        return bucket;
    }

    InFlight inFlight() {
        return inFlight;
    }

    long watermark() {
        return watermark;
    }

    /** The cache was cleared. Under the bucket's monitor, like all that follow. */
    void clear(long version) {
        watermark = Math.max(watermark, version);
    }

    void removeTag(String tag, long version) {
        marks.mark(tag, version);
    }

    boolean spares(List<String> tags, long version) {
        return marks.spare(tags, version);
    }

    /** The store began anew, or went back: what it has to say about clears and tags it will say again. */
    void reset() {
        watermark = 0;
        marks.reset();
    }

    void open() {
        openings++;
    }

    /** Returns whether that was the last one to close it. */
    boolean close() {
        openings--;
        return openings == 0;
    }

    boolean isClosed() {
        return openings == 0;
    }
}
