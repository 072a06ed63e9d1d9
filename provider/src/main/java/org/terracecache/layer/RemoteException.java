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

    static RemoteException unreadable(String cache, String operation, String detail) {
        return new RemoteException("The cache " + cache + " could not " + operation
                + ", because it cannot read what is there: " + detail + ". Nothing was changed.");
    }
}
