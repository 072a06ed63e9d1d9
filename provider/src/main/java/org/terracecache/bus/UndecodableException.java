package org.terracecache.bus;

/** Bytes that came over the bus are not what they should be. The message says why, and never quotes them. */
public final class UndecodableException extends Exception {
    private static final long serialVersionUID = 1;

    UndecodableException(String reason) {
        super(reason, null, false, false);
    }

    /** Why the bytes were refused. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
