package org.terracecache.simulation;

/** A guarantee is broken. */
public final class ViolationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ViolationException(String what) {
        super(what, null, false, true);
    }
}
