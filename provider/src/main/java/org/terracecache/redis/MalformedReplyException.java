package org.terracecache.redis;

import java.io.Serial;

/** A server answers what no script of Terrace answers. */
final class MalformedReplyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    MalformedReplyException(String message) {
        super(message);
    }

    MalformedReplyException(String message, Throwable cause) {
        super(message, cause);
    }
}
