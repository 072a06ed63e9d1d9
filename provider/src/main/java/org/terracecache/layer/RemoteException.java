package org.terracecache.layer;

import javax.cache.CacheException;
import org.terracecache.remote.Failure;

/** The remote layer did not do what an operation needs. The message says whether the outcome is known. */
final class RemoteException extends CacheException {
    private static final long serialVersionUID = 1L;

    private RemoteException(String message) {
        super(message);
    }

    static RemoteException of(String cache, String operation, Failure failure) {
        String outcome = failure instanceof Failure.Unknown
                ? "Whether it was done is not known: read the key to see"
                : "It was not done";
        return new RemoteException("The cache " + cache + " could not " + operation + " in its remote layer: "
                + failure.detail() + ". " + outcome + ".");
    }

    /** What is there cannot be read, and nothing was changed. */
    static RemoteException unreadable(String cache, String why) {
        return unreadable(cache, why, "Nothing was changed");
    }

    /** What was there could not be read, but was changed already. */
    static RemoteException unreadable(String cache, String why, boolean putBack) {
        return unreadable(
                cache,
                why,
                putBack
                        ? "It was put back as it was"
                        : "It is gone, and could not be put back: the key was changed meanwhile, or the remote layer failed");
    }

    private static RemoteException unreadable(String cache, String why, String outcome) {
        return new RemoteException(
                "The cache " + cache + " could not change a key in its remote layer, because it cannot read"
                        + " what is there: " + why + ". " + outcome + ".");
    }
}
