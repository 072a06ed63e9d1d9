package org.terracecache.linearizability;

import java.util.List;
import java.util.Set;

/**
 * A processor finds a value at one moment and stores at another, and the clock may go on between: the entry that it found
 * alive can be over for readers meanwhile, who are not held up. What it stores counts from when it is stored. No other
 * operation changes the key between the two moments.
 */
public final class ProcessorVerifier extends StepVerifier {
    private static final Set<String> PROCESSORS = Set.of("add", "take");

    /** Lincheck hands in the sequential specification. */
    public ProcessorVerifier(Class<?> specification) {
        super(specification);
    }

    @Override
    List<Position> after(Position position, Operation operation) {
        Begun begun = position.begun().get(operation.thread());
        if (begun != null) {
            SequentialCache cache = position.cache().copy();
            cache.endProcessor(operation.name(), begun.key(), begun.found());
            return List.of(position.ended(operation.thread(), cache));
        }
        boolean held = operation.hasKey() && isHeld(position, operation.key());
        return PROCESSORS.contains(operation.name())
                ? beginProcessor(position, operation, held)
                : make(position, operation, held);
    }

    private static boolean isHeld(Position position, int key) {
        return position.begun().values().stream().anyMatch(begun -> begun.key() == key);
    }

    private static List<Position> beginProcessor(Position position, Operation operation, boolean held) {
        Integer found = position.cache().get(operation.key());
        return held || !operation.agrees(found)
                ? List.of()
                : List.of(position.begun(operation.thread(), new Begun(operation.key(), found)));
    }

    /** Where the key is held, only what changes nothing goes on. */
    private static List<Position> make(Position position, Operation operation, boolean held) {
        SequentialCache cache = position.cache().copy();
        boolean possible = operation.agrees(operation.apply(cache)) && (!held || cache.equals(position.cache()));
        return possible ? List.of(position.ended(operation.thread(), cache)) : List.of();
    }
}
