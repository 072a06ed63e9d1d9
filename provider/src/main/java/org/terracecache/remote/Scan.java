package org.terracecache.remote;

/**
 * Lists keys of a cache in all buckets, page by page. As with any scan of a changing set: what is there all the time is listed at
 * least once, what comes or goes perhaps, some twice. Keys of dead entries are listed as well.
 *
 * @param cache the cache
 * @param cursor {@link Page#next} of the page before, {@link #START} for the first one
 * @param count how much work one page should be, about the number of the store's keys to look at, positive
 */
public record Scan(String cache, String cursor, int count) implements Command<Page> {
    /** The cursor of the first page. */
    public static final String START = "";

    /** A scan. Throws {@link IllegalArgumentException} if the count is not positive. */
    public Scan {
        if (count < 1) {
            throw new IllegalArgumentException("A page needs some work");
        }
    }

    @Override
    public Page on(Operations operations) {
        return operations.scan(this);
    }
}
