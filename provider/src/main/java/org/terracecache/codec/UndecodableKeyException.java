package org.terracecache.codec;

/** Bytes are no form of a key that this node takes. */
public final class UndecodableKeyException extends UndecodableFormException {
    private static final long serialVersionUID = 1;

    UndecodableKeyException(String cache, Refusal refusal) {
        super("A key of the cache " + cache, refusal);
    }
}
