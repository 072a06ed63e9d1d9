package org.terracecache.layer;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import org.terracecache.entry.KeyBytes;
import org.terracecache.memory.StoredEntry;
import org.terracecache.remote.Scan;

/**
 * The entries of a remote layer, page by page: what is there all the time comes once, what comes or goes meanwhile perhaps. Each is as it
 * was when its page was read. For one thread at a time.
 */
final class RemoteIterator<K> implements Iterator<StoredEntry<K>> {
    private final RemoteListing<K> listing;
    private final Queue<StoredEntry<K>> ready = new ArrayDeque<>();

    /** A scan lists some keys twice. */
    private final Set<KeyBytes> told = new HashSet<>();

    private String cursor = Scan.START;
    private boolean last;

    RemoteIterator(RemoteListing<K> listing) {
        this.listing = listing;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !last) {
            RemoteListing.Listed<K> page = LayeredStack.await(listing.list(cursor, told));
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
        return ready.remove();
    }
}
