package org.terracecache.memory;

/** A load's right to store its value. Asked under the key's monitor: no lock, no user code. */
public interface Ticket {
    /** Whether nothing newer of the key was learned since the load began. */
    boolean stands();
}
