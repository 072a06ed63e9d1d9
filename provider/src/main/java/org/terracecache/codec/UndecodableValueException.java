package org.terracecache.codec;

/** Bytes are no form of a value that this node takes. */
public final class UndecodableValueException extends UndecodableFormException {
    private static final long serialVersionUID = 1;

    UndecodableValueException(String cache, Refusal refusal) {
        super("A value of the cache " + cache, refusal);
    }
}
