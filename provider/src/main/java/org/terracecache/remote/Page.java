package org.terracecache.remote;

import java.util.List;
import org.terracecache.entry.KeyLayout;

/**
 * Some keys of a cache; perhaps none, though more follow.
 *
 * @param server the run id of the server that answered
 * @param next the cursor of the next page, {@link Scan#START} if this is the last one
 * @param places the keys and their buckets
 */
public record Page(String server, String next, List<KeyLayout.Place> places) implements Answer {
    /** Keys in a list that nobody changes. */
    public Page {
        places = List.copyOf(places);
    }

    /** Whether there are no more pages. */
    public boolean isLast() {
        return next.equals(Scan.START);
    }
}
