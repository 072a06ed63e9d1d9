package org.terracecache.codec;

import org.jspecify.annotations.Nullable;

/**
 * Bytes from a store or a bus are no form of a key or value that this node takes. The message says why, and which line of
 * configuration would change it; it never quotes the bytes.
 */
public abstract sealed class UndecodableFormException extends Exception
        permits UndecodableKeyException, UndecodableValueException {
    private static final long serialVersionUID = 1;

    private final @Nullable String className;
    private final @Nullable String remedy;

    UndecodableFormException(String subject, Refusal refusal) {
        super(subject + " cannot be decoded: " + refusal.reason() + advice(refusal), null, false, false);
        this.className = refusal.className();
        this.remedy = refusal.remedy();
    }

    private static String advice(Refusal refusal) {
        return refusal.remedy() == null ? "" : ". If it may be there, configure " + refusal.remedy();
    }

    /** The class that was refused or is not what it should be, null if it is not about a class. Safe to be logged. */
    public @Nullable String className() {
        return className;
    }

    /** The line of configuration that would let the class in, null if none would. */
    public @Nullable String remedy() {
        return remedy;
    }
}
