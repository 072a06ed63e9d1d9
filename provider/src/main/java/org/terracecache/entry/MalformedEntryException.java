package org.terracecache.entry;

import java.io.Serial;

/** Bytes that are no entry of a format that this version knows. The message says what is wrong, and holds none of the bytes. */
public final class MalformedEntryException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** An exception without a stack trace: hostile bytes are met often, and always in the decoder. */
    public MalformedEntryException(String message) {
        super(message, null, false, false);
    }
}
