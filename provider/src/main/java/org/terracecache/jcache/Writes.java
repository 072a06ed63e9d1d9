package org.terracecache.jcache;

import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.Mutation;
import org.terracecache.observe.Counter;

/** The operations that change one entry, with the outcomes that the standard's table of statistics asks for. */
final class Writes<K, V> {
    private final CacheCore<K, V> core;
    private final Mutator<K, V> mutator;
    private final Outcomes<K, V> outcomes;

    Writes(CacheCore<K, V> core, Mutator<K, V> mutator) {
        this.core = core;
        this.mutator = mutator;
        this.outcomes = core.outcomes();
    }

    void put(K key, V value) {
        long start = start(Counter.PUTS);
        try {
            core.form().requireTypes(key, value);
            if (mutator.store(key, value, Mutation.PUT, false) != MemoryLayer.NOT_STORED) {
                outcomes.put(start);
            }
        } finally {
            core.settle();
        }
    }

    @Nullable V getAndPut(K key, V value) {
        long start = startRead(Counter.PUTS);
        try {
            core.form().requireTypes(key, value);
            Object outcome = mutator.store(key, value, Mutation.PUT, true);
            Object prior = read(key, outcome, Cause.PUT, start);
            if (outcome != MemoryLayer.NOT_STORED) {
                outcomes.put(start);
            }
            return core.form().outOrNull(prior);
        } finally {
            core.settle();
        }
    }

    boolean putIfAbsent(K key, V value) {
        long start = startRead(Counter.PUTS);
        try {
            core.form().requireTypes(key, value);
            Object outcome = mutator.store(key, value, Mutation.PUT_IF_ABSENT, outcomes.tellsHits());
            if (outcome instanceof Refusal refusal) {
                outcomes.hit(key, refusal.found(), Cause.PUT, start);
                return false;
            }
            outcomes.miss(key, Cause.PUT, start);
            if (outcome == MemoryLayer.NOT_STORED) {
                return false;
            }
            outcomes.put(start);
            return true;
        } finally {
            core.settle();
        }
    }

    boolean replace(K key, V value) {
        return getAndReplaceStored(key, value, outcomes.tellsHits()) != null;
    }

    @Nullable V getAndReplace(K key, V value) {
        return core.form().outOrNull(getAndReplaceStored(key, value, true));
    }

    private @Nullable Object getAndReplaceStored(K key, V value, boolean old) {
        long start = startRead(Counter.PUTS);
        try {
            core.form().requireTypes(key, value);
            Object prior = read(key, mutator.store(key, value, Mutation.REPLACE, old), Cause.REPLACE, start);
            if (prior != null) {
                outcomes.put(start);
            }
            return prior;
        } finally {
            core.settle();
        }
    }

    boolean replace(K key, V expected, V value) {
        long start = startRead(Counter.PUTS);
        try {
            core.form().requireTypes(key, value);
            Object outcome = mutator.replace(key, expected, value);
            boolean replaced = compared(key, outcome, Cause.REPLACE, start);
            if (replaced) {
                outcomes.put(start);
            }
            return replaced;
        } finally {
            core.settle();
        }
    }

    boolean remove(K key) {
        long start = start(Counter.REMOVALS);
        try {
            boolean removed = mutator.remove(key, false) != null;
            if (removed) {
                outcomes.removal(start);
            }
            return removed;
        } finally {
            core.settle();
        }
    }

    boolean remove(K key, V expected) {
        long start = startRead(Counter.REMOVALS);
        try {
            boolean removed = compared(key, mutator.remove(key, expected), Cause.REMOVE, start);
            if (removed) {
                outcomes.removal(start);
            }
            return removed;
        } finally {
            core.settle();
        }
    }

    @Nullable V getAndRemove(K key) {
        long start = startRead(Counter.REMOVALS);
        try {
            Object prior = read(key, mutator.remove(key, true), Cause.REMOVE, start);
            if (prior != null) {
                outcomes.removal(start);
            }
            return core.form().outOrNull(prior);
        } finally {
            core.settle();
        }
    }

    private long start(Counter counter) {
        return core.writer() == null ? outcomes.start(counter) : outcomes.startAlways();
    }

    private long startRead(Counter counter) {
        return core.writer() == null ? outcomes.startRead(counter) : outcomes.startAlways();
    }

    /** Counts and tells what an operation found, and returns it; null if there was nothing. */
    private @Nullable Object read(K key, @Nullable Object outcome, Cause cause, long start) {
        if (outcome == null || outcome == MemoryLayer.NOT_STORED) {
            outcomes.miss(key, cause, start);
            return null;
        }
        outcomes.hit(key, outcome, cause, start);
        return outcome;
    }

    /** Counts and tells what a comparing operation found, and returns whether it changed anything. */
    private boolean compared(K key, @Nullable Object outcome, Cause cause, long start) {
        if (outcome == null) {
            outcomes.miss(key, cause, start);
            return false;
        }
        Object found = outcome instanceof Refusal refusal ? refusal.found() : outcome;
        outcomes.hit(key, found, cause, start);
        return found == outcome;
    }
}
