package org.terracecache.redis;

import java.io.Serial;
import org.terracecache.remote.Failure;

/** There is no connection to be had; nothing was sent. The message holds no credential. */
final class NotConnectedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final Failure.Reason reason;

    NotConnectedException(Failure.Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    NotConnectedException(Failure.Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    Failure.Refused toFailure() {
        return new Failure.Refused(reason, String.valueOf(getMessage()), null);
    }
}
