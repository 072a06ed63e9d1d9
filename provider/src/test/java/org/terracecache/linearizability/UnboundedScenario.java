package org.terracecache.linearizability;

/** Eternal, without bounds, by reference. */
public final class UnboundedScenario extends SingleKeyOperations {
    public UnboundedScenario() {
        super(FreshCaches.create(FreshCaches.configuration()));
    }
}
