package org.terracecache.jcache;

import org.jspecify.annotations.Nullable;
import org.terracecache.layer.Wishes;

/** Tells the remote layer, if there is one, what the listeners of a cache want to hear. Safe for any thread. */
final class ListenerWishes {
    private final @Nullable Wishes wishes;

    /** {@code wishes} are null in a cache without a remote layer. */
    ListenerWishes(@Nullable Wishes wishes) {
        this.wishes = wishes;
    }

    /** What is listened to has changed. Called with locks held: waits for nothing. */
    void accept(long interest) {
        if (wishes != null) {
            wishes.want(BusEvents.wanted(interest));
        }
    }

    /** Waits until the store knows, so that what is changed from now on is told to the listeners of now. */
    void settle() {
        if (wishes != null) {
            wishes.tell().join();
        }
    }

    /** Nothing is listened to any more. Waits until the store knows, or could not be told. */
    void end() {
        if (wishes != null) {
            wishes.end().join();
        }
    }
}
