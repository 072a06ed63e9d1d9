package org.terracecache.layer;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.terracecache.entry.KeyBytes;
import org.terracecache.memory.StoredEntry;
import org.terracecache.remote.Scan;

/**
 * The entries of a remote layer, page by page: what is there all the time comes once, what comes or goes meanwhile perhaps. Each is as it
 * was when its page was read. For one thread at a time.
 */
final class RemoteIterator<K> implements Iterator<StoredEntry<K>> {
    private final RemoteListing<K> listing;
    private final Consumer<StoredEntry<K>> given;
    private final Queue<StoredEntry<K>> ready = new ArrayDeque<>();

    /** A scan lists some keys twice. */
    private final Set<KeyBytes> told = new HashSet<>();

    private String cursor = Scan.START;
    private boolean last;

    /** {@code given} hears each entry that is given. */
    RemoteIterator(RemoteListing<K> listing, Consumer<StoredEntry<K>> given) {
        this.listing = listing;
        this.given = given;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !last) {
            RemoteListing.Listed<K> page = Replies.await(listing.list(cursor, told));
            ready.addAll(page.entries());
            cursor = page.next();
            last = cursor.equals(Scan.START);
        }
        return !ready.isEmpty();
    }

    @Override
    public StoredEntry<K> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no more entries");
        }
        StoredEntry<K> next = ready.remove();
        given.accept(next);
        return next;
    }
}
