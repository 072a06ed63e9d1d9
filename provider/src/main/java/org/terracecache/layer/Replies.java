package org.terracecache.layer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Where operations wait for the store. */
final class Replies {
    private Replies() {}

    /** Waits for an answer, which always comes: no command lasts longer than its time-out. */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                cause.addSuppressed(new RemoteCallException());
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Marks in a stack trace where the operation was called: the failure itself was made by another thread. */
    private static final class RemoteCallException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RemoteCallException() {
            super("called here");
        }
    }
}
