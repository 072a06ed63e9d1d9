package org.terracecache.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.terracecache.bus.MessageType;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;
import org.terracecache.remote.Answer;
import org.terracecache.remote.Check;
import org.terracecache.remote.Clear;
import org.terracecache.remote.Command;
import org.terracecache.remote.Condition;
import org.terracecache.remote.Mutated;
import org.terracecache.remote.Outcome;
import org.terracecache.remote.Read;
import org.terracecache.remote.Remove;
import org.terracecache.remote.RemoveTag;
import org.terracecache.remote.Values;
import org.terracecache.remote.Write;

/**
 * What nobody but the checker knows: the real order of all mutations, over all stores. Every value and every stamp is used once, so that either
 * tells the place of its mutation in that order. Watches each command as the store runs it, and checks G3 and G4 where they would break.
 */
final class Truth {
    private final Keys keys;
    private final Map<Long, Long> ofValues = new HashMap<>();
    private final Map<Long, Long> ofStamps = new HashMap<>();
    private State state = new State();
    private long order;

    /** For each key the last mutation, and the last one that was not a fill, of one store. */
    static final class State {
        private final long[] mutated = new long[Keys.MAX];
        private final long[] written = new long[Keys.MAX];

        State copy() {
            State copy = new State();
            System.arraycopy(mutated, 0, copy.mutated, 0, mutated.length);
            System.arraycopy(written, 0, copy.written, 0, written.length);
            return copy;
        }
    }

    Truth(Keys keys) {
        this.keys = keys;
    }

    State state() {
        return state;
    }

    /** Another store, or an earlier state of it, is the one. */
    void become(State other) {
        state = other;
    }

    /** The last mutation of a key. */
    long mutated(int key) {
        return state.mutated[key];
    }

    /** The place of the mutation that stored a value, or of what its loader found. */
    long ofValue(Object value) {
        return ofValues.get((Long) value);
    }

    /** A loader is about to give a value, which is as new as the miss. */
    void loads(long value, long ofMiss) {
        ofValues.put(value, ofMiss);
    }

    /**
     * The store has run a command.
     *
     * @param by the operation that it is of, null if none
     * @param dying the keys that the removal of a tag kills
     */
    void ran(Command<?> command, Answer answer, Operation by, List<Integer> dying) {
        if (command instanceof Read read) {
            read(read, (Values) answer, by);
        } else if (command instanceof Check check) {
            check(check, by);
        } else if (answer instanceof Mutated mutated && mutated.changed()) {
            changed(command, mutated, by, dying);
        } else if (answer instanceof Mutated refused && by != null) {
            refused.results().forEach(result -> sees(by, keys.number(result.key())));
        }
    }

    private void read(Read command, Values values, Operation by) {
        for (int i = 0; i < command.keys().size(); i++) {
            int key = keys.number(command.keys().get(i).key());
            if (values.values().get(i) instanceof Values.Found found
                    && ofValues.get(Keys.value(found.entry().payload())) != mutated(key)) {
                throw new ViolationException("G4 dead value came back in the store");
            }
            if (by != null) {
                sees(by, key);
            }
        }
    }

    private void sees(Operation by, int key) {
        by.sees(key, mutated(key), state.written[key]);
    }

    private void check(Check command, Operation by) {
        for (Check.Item item : command.items()) {
            sees(by, keys.number(item.key()));
        }
    }

    private void changed(Command<?> command, Mutated mutated, Operation by, List<Integer> dying) {
        order++;
        ofStamps.put(mutated.head().last().stamp(), order);
        if (command instanceof Write write) {
            written(write, mutated, by);
        } else if (command instanceof Remove remove) {
            for (int i = 0; i < remove.items().size(); i++) {
                Remove.Item item = remove.items().get(i);
                changed(item.key(), item.condition(), mutated.results().get(i), false, by);
            }
        } else if (command instanceof Clear clear) {
            all(clear.bucket(), true, by);
        } else if (command instanceof RemoveTag removal) {
            all(removal.bucket(), false, by);
            dying.forEach(key -> state.mutated[key] = order);
        }
    }

    private void written(Write write, Mutated mutated, Operation by) {
        boolean fill = write.type() == MessageType.FILLED;
        for (int i = 0; i < write.items().size(); i++) {
            Write.Item item = write.items().get(i);
            if (changed(item.key(), item.condition(), mutated.results().get(i), fill, by)) {
                ofValues.put(Keys.value(item.payload()), order);
            }
        }
    }

    private boolean changed(KeyBytes bytes, Condition condition, Mutated.Result result, boolean fill, Operation by) {
        if (result.outcome() == Outcome.UNMET) {
            return false;
        }
        int key = keys.number(bytes);
        if (isLost(key, condition, result)) {
            throw new ViolationException("G3 lost update");
        }
        if (fill && by.loadedAfter(key) < state.written[key]) {
            throw new ViolationException("G4 fill stored after a newer write, remove or clear");
        }
        change(key, !fill, true, by);
        return true;
    }

    private boolean isLost(int key, Condition condition, Mutated.Result result) {
        if (condition instanceof Condition.SameVersion same) {
            return ofStamps.get(same.version().stamp()) != mutated(key);
        }
        if (condition instanceof Condition.SameBytes same) {
            return ofValues.get(Keys.value(same.payload())) != mutated(key);
        }
        return condition instanceof Condition.Absent && !result.previous().equals(Version.NONE);
    }

    private void all(int bucket, boolean mutates, Operation by) {
        for (int key = bucket; key < Keys.MAX; key += keys.buckets()) {
            change(key, true, mutates, by);
        }
    }

    private void change(int key, boolean writes, boolean mutates, Operation by) {
        if (writes) {
            state.written[key] = order;
        }
        if (mutates) {
            state.mutated[key] = order;
            by.changes(key, order);
        }
    }
}
