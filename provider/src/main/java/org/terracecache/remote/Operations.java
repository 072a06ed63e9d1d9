package org.terracecache.remote;

/** One method per command. A command calls its own, so that no kind of command can be forgotten and no answer need be cast. */
public interface Operations {
    /** Reads entries. */
    Values read(Read command);

    /** Writes or fills. */
    Mutated write(Write command);

    /** Removes entries. */
    Mutated remove(Remove command);

    /** Empties a cache in a bucket. */
    Mutated clear(Clear command);

    /** Removes what has a tag. */
    Mutated removeTag(RemoveTag command);

    /** Compares versions. */
    Checked check(Check command);

    /** Moves deadlines. */
    Touched touch(Touch command);

    /** Unlinks what is dead. */
    Reclaimed reclaim(Reclaim command);

    /** Reads a bucket's meta. */
    Done readMeta(ReadMeta command);

    /** Publishes a heartbeat. */
    Done beat(Beat command);

    /** Registers what a node wants. */
    Done wish(Wish command);

    /** Lists keys. */
    Page scan(Scan command);

    /** Publishes an announcement. */
    Announced announce(Announce command);
}
