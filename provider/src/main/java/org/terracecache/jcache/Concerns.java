package org.terracecache.jcache;

/**
 * What the operations of a cache have to mind besides its memory layer, in one word: one volatile read tells a plain
 * operation that it is plain.
 */
final class Concerns {
    /** The cache is closed. */
    static final int CLOSED = 1;

    /** Somebody listens. */
    static final int LISTENERS = 1 << 1;

    /** Operations are counted. */
    static final int STATISTICS = 1 << 2;

    /** Entries have lives or weights. */
    private static final int LIVES = 1 << 3;

    /** A change has loads to supersede or a writer to call. */
    private static final int COMPANY = 1 << 4;

    /** What goes in and out is copied. */
    static final int COPIES = 1 << 5;

    /** What keeps a read of a present entry from being plain; a plain read counts. */
    static final int OF_READS = CLOSED | LISTENERS | LIVES;

    /** What keeps a write to a present entry from being plain. */
    static final int OF_WRITES = OF_READS | STATISTICS | COMPANY;

    private Concerns() {}

    /** What is to be minded as long as a cache lives. */
    static int of(CacheCore<?, ?> core) {
        boolean alone = core.loading() == null && core.writer() == null;
        return (core.form().copies() ? COPIES : 0)
                | (alone ? 0 : COMPANY)
                | (core.stack().memory().isPlain() ? 0 : LIVES);
    }
}
