package org.terracecache.bus;

/** A guarantee is broken. */
final class ViolationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ViolationException(String what) {
        super(what, null, false, true);
    }
}
