package org.terracecache.codec;

/** Ends a structural copy: the graph holds something that only serialization copies faithfully. */
final class StructuralCopyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StructuralCopyException() {
        super(null, null, false, false);
    }
}
