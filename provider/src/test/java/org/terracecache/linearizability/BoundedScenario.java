package org.terracecache.linearizability;

/** Bounded, but far from its bounds. */
public final class BoundedScenario extends SingleKeyOperations {
    public BoundedScenario() {
        super(FreshCaches.create(
                FreshCaches.configuration().maximumEntries(1_000).executor(Runnable::run)));
    }
}
