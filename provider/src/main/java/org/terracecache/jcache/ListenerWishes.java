package org.terracecache.jcache;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.layer.Wishes;

/** Tells the remote layer, if there is one, what the listeners of a cache want to hear. Safe for any thread. */
final class ListenerWishes {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerWishes.class);

    private final @Nullable Wishes wishes;
    private final Executor executor;

    /** {@code wishes} are null in a cache without a remote layer. */
    ListenerWishes(@Nullable Wishes wishes, Executor executor) {
        this.wishes = wishes;
        this.executor = executor;
    }

    /** What is listened to has changed. Called with locks held: the store is told later, or by {@link #settle}. */
    void accept(long interest) {
        if (wishes != null) {
            wishes.want(BusEvents.wanted(interest));
            try {
                executor.execute(wishes::tell);
            } catch (RejectedExecutionException e) {
                LOG.debug("the executor takes no work: the store is told by the next change", e);
            }
        }
    }

    /** Tells the store at once, so that what is changed from now on is told to the listeners of now. */
    void settle() {
        if (wishes != null) {
            wishes.tell();
        }
    }
}
