package org.terracecache.simulator;

/** What a cache must not show. */
enum Rule {
    UNKNOWN("nobody ever wrote this for the key"),
    MISSING("nothing was read, although the database has the row"),
    OLDER("the node had shown or written a newer one"),
    STALE("a newer one was acknowledged longer ago than the lease allows"),
    PREVIOUS("an entry processor found it after a newer one was acknowledged"),
    DISAGREEMENT("nodes do not agree after everything has come to rest");

    private final String label;

    Rule(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
