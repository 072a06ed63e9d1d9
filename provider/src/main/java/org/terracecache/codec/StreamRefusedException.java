package org.terracecache.codec;

import java.io.InvalidObjectException;
import org.jspecify.annotations.Nullable;

/** A Java serialization stream is not to be deserialized. The message is part of a sentence and quotes nothing. */
final class StreamRefusedException extends InvalidObjectException {
    private static final long serialVersionUID = 1;

    private final @Nullable String className;

    StreamRefusedException(String reason) {
        super(reason);
        this.className = null;
    }

    /** Refused because of a class that is not allowed. */
    StreamRefusedException(String reason, String className) {
        super(reason);
        this.className = className;
    }

    /** The class that is not allowed, by the name that the stream gives, null if it is about something else. */
    @Nullable String className() {
        return className;
    }
}
