package org.terracecache.linearizability;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Room for one entry only, and a key beside those of the operations that drives others out. */
public final class EvictingScenario extends SingleKeyOperations {
    public EvictingScenario() {
        super(FreshCaches.create(FreshCaches.configuration().maximumEntries(1).executor(Runnable::run)));
    }

    /** A put of another key. Its own fate is nobody's concern. */
    @Operation
    public void crowd(@Param(gen = IntGen.class, conf = "10:20") int other) {
        cache().put(other, other);
    }
}
