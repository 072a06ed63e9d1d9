package org.terracecache.linearizability;

import java.util.List;
import java.util.stream.Stream;

/** Entries may vanish at any moment between two operations, and then stay away. */
public final class AnyMissVerifier extends StepVerifier {
    /** Lincheck hands in the sequential specification. */
    public AnyMissVerifier(Class<?> specification) {
        super(specification);
    }

    @Override
    List<Position> after(Position position, Operation operation) {
        if (operation.name().equals("crowd")) {
            return List.of(position.ended(operation.thread(), position.cache()));
        }
        SequentialCache kept = position.cache().copy();
        SequentialCache vanished = position.cache().copy();
        vanished.entries().remove(operation.key());
        return Stream.of(kept, vanished)
                .filter(cache -> operation.agrees(operation.apply(cache)))
                .map(cache -> position.ended(operation.thread(), cache))
                .toList();
    }
}
