package org.terracecache.observe;

import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * How long a task looks at an empty queue before it gives up its thread. Waking a thread costs the giver of an item far more
 * than a look costs here; so where looking again has paid, it is done for longer, and where it has not, hardly at all.
 */
final class Patience {
    private static final int LEAST = 8;
    private static final int MOST = Runtime.getRuntime().availableProcessors() > 1 ? 256 : LEAST;

    private int looks = LEAST;

    /** An item that came in time. Called by one thread at a time. */
    @Nullable Object poll(Queue<Object> queue) {
        for (int i = 0; i < looks; i++) {
            Thread.onSpinWait();
            Object item = queue.poll();
            if (item != null) {
                looks = Math.min(MOST, 2 * looks);
                return item;
            }
        }
        looks = Math.max(LEAST, looks / 2);
        return null;
    }
}
