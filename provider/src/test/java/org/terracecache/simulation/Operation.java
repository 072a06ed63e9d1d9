package org.terracecache.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.CacheException;
import org.terracecache.layer.LayerStack;
import org.terracecache.layer.Loading.Loaded;
import org.terracecache.memory.Change;
import org.terracecache.memory.Hold;
import org.terracecache.memory.Lives;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.Mutation;

/** What an application does on a node, on a fiber of its own; and what the store did for it, as {@link Truth} saw it. */
final class Operation implements Runnable {
    private static final int MAX_CONFLICTS = 5;

    /** What an application may ask for. */
    enum Kind {
        GET,
        PUT,
        PUT_TAGGED,
        PUT_IF_ABSENT,
        REPLACE,
        REPLACE_EQUAL,
        REMOVE,
        CLEAR,
        REMOVE_TAG,
        INVOKE,
        INVOKE_READ_ONLY,
        LOAD,
        RELOAD,
        GET_ALL,
        PUT_ALL,
        LOAD_ALL
    }

    private final World world;
    private final int number;
    private final Kind kind;
    private final SimulatedNode node;
    private final int key;
    private final Fiber fiber;
    private final Checker checker;
    private final long startNanos;
    private final Known[] known = new Known[Keys.MAX];
    private int unanswered;

    /** What the operation is known to have come across of a key. */
    private static final class Known {
        /** What the node had shown before, and what was there. */
        private long shownAtStart;

        private long thereAtStart;
        /** The last mutation when the store looked at the key. */
        private long seen;
        /** The last write, when the store looked at the key, and when the loader was called. */
        private long written;

        private long loadedAfter;
        /** What the operation did to it, 0 if nothing. */
        private long changed;
    }

    Operation(World world, int number, Kind kind, SimulatedNode node, int key, Fiber fiber) {
        this.world = world;
        this.number = number;
        this.kind = kind;
        this.node = node;
        this.key = key;
        this.fiber = fiber;
        this.checker = world.checker();
        this.startNanos = world.nanos();
        for (int i = 0; i < known.length; i++) {
            known[i] = new Known();
            known[i].shownAtStart = checker.seen(node, i);
            known[i].thereAtStart = world.truth().mutated(i);
        }
    }

    SimulatedNode node() {
        return node;
    }

    Fiber fiber() {
        return fiber;
    }

    /** Whether it holds its key within its node. */
    boolean holds(SimulatedNode ofNode, int ofKey) {
        return node == ofNode && key == ofKey && (kind == Kind.INVOKE || kind == Kind.INVOKE_READ_ONLY);
    }

    @Override
    public String toString() {
        return node.name() + " " + kind + " " + number + " of key " + key;
    }

    // ---- what the store does for it

    void sends(int number) {
        unanswered += number;
    }

    void answered() {
        unanswered--;
    }

    boolean isAnswered() {
        return unanswered == 0;
    }

    /** The store has looked at a key, when those were its last mutation and its last write. */
    void sees(int ofKey, long mutated, long written) {
        known[ofKey].seen = mutated;
        known[ofKey].written = written;
    }

    /** Its fill of a key is wrong if there was a later write. */
    long loadedAfter(int ofKey) {
        return known[ofKey].loadedAfter;
    }

    /** The store has changed a key. */
    void changes(int ofKey, long order) {
        known[ofKey].changed = order;
    }

    /** Its loader is called. */
    Map<Integer, Long> load(Iterable<? extends Integer> keys) {
        Map<Integer, Long> values = new HashMap<>();
        for (int each : keys) {
            known[each].loadedAfter = known[each].written;
            long value = world.nextValue();
            world.truth().loads(value, known[each].seen);
            if (world.loaderFinds()) {
                values.put(each, value);
            }
        }
        world.enterLoader(this);
        return values;
    }

    // ---- what it does

    @Override
    public void run() {
        try {
            String failure = attempt();
            fiber.arrive();
            if (failure != null) {
                world.log(() -> this + " fails: " + failure);
            }
        } finally {
            world.ended(this);
        }
    }

    /** Returns why it failed, null if it did not. */
    private String attempt() {
        try {
            perform();
            return null;
        } catch (CacheException e) {
            return e.getMessage();
        }
    }

    private void perform() {
        LayerStack<Integer> stack = node.stack();
        switch (kind) {
            case GET -> shows(key, stack.get(key));
            case PUT -> change(Change.store(Mutation.PUT, world.nextValue(), Lives.FOREVER));
            case PUT_IF_ABSENT -> change(Change.store(Mutation.PUT_IF_ABSENT, world.nextValue(), Lives.FOREVER));
            case REMOVE -> change(Change.remove(Mutation.REMOVE));
            case REPLACE -> replace(stack.get(key));
            case REPLACE_EQUAL -> replaceEqual(stack.getNear(key));
            case PUT_TAGGED -> {
                if (node.tags().put(key, world.nextValue())) {
                    made();
                }
            }
            case REMOVE_TAG -> node.tags().remove(key);
            case CLEAR -> {
                stack.clear();
                made();
            }
            case INVOKE, INVOKE_READ_ONLY -> invoke(kind == Kind.INVOKE);
            case LOAD -> load(stack.getNear(key));
            case RELOAD -> {
                node.loading().loadAll(world.usedKeys(), Mutation.REFILL);
                fiber.arrive();
                made();
            }
            case GET_ALL -> {
                Map<Integer, Object> found = stack.getAll(world.usedKeys());
                world.usedKeys().forEach(each -> shows(each, found.get(each)));
            }
            case PUT_ALL -> putAll();
            case LOAD_ALL -> loadAll();
        }
    }

    /** The place of the mutation that a handle shows; null shows what the store last had. */
    private long orderOf(int ofKey, Object handle) {
        return handle == null ? known[ofKey].seen : world.truth().ofValue(LayerStack.valueOf(handle));
    }

    private void shows(int ofKey, Object handle) {
        checker.shows(node, ofKey, orderOf(ofKey, handle), known[ofKey].shownAtStart, startNanos);
    }

    private void change(Change change) {
        node.stack().apply(key, change);
        changed();
    }

    private void changed() {
        if (known[key].changed == 0) {
            shows(key, null);
        }
        made();
    }

    /** What was changed is acknowledged. */
    private void made() {
        for (int i = 0; i < known.length; i++) {
            made(i);
        }
    }

    private void made(int ofKey) {
        long order = known[ofKey].changed;
        if (order != 0) {
            checker.acknowledge(ofKey, order);
            checker.shows(node, ofKey, order, known[ofKey].shownAtStart, startNanos);
            known[ofKey].changed = 0;
        }
    }

    private void replace(Object prior) {
        if (prior == null) {
            shows(key, null);
        } else {
            change(new Change(Mutation.REPLACE_SAME, prior, world.nextValue(), Lives.FOREVER));
        }
    }

    /** Replaces what memory says, or something that is nowhere. */
    private void replaceEqual(Object near) {
        Object expected = near == null ? Long.valueOf(0) : LayerStack.valueOf(near);
        Change change = new Change(Mutation.REPLACE_SAME, null, world.nextValue(), Lives.FOREVER);
        Object outcome = node.stack().applySameBytes(key, expected, change);
        if (outcome instanceof LayerStack.Different different) {
            shows(key, different.handle());
        } else {
            changed();
        }
    }

    private void putAll() {
        Map<Integer, Change> changes = new HashMap<>();
        world.usedKeys()
                .forEach(each -> changes.put(each, Change.store(Mutation.PUT, world.nextValue(), Lives.FOREVER)));
        node.stack().applyAll(changes, (each, outcome) -> made(each));
    }

    /** As an entry processor does: decides by what it finds, and again if that is not so any more. */
    private void invoke(boolean writes) {
        Hold hold = node.stack().hold(key);
        try {
            for (int i = 0; i < MAX_CONFLICTS; i++) {
                Object prior = node.stack().liveValue(key, hold);
                if (writes ? set(hold, prior) : isStill(prior)) {
                    return;
                }
            }
        } finally {
            node.stack().release(hold);
        }
    }

    private boolean set(Hold hold, Object prior) {
        Change change = new Change(Mutation.INVOKE, prior, world.nextValue(), Lives.FOREVER);
        if (node.stack().apply(key, hold, change) == MemoryLayer.REFUSED) {
            return false;
        }
        made();
        return true;
    }

    private boolean isStill(Object prior) {
        if (world.keeps("ro_check") && !node.stack().isStill(key, prior)) {
            return false;
        }
        checker.showsLinearizably(orderOf(key, prior), known[key].thereAtStart);
        shows(key, prior);
        return true;
    }

    private void load(Object near) {
        if (near != null) {
            shows(key, near);
            return;
        }
        Loaded loaded = node.loading().load(key);
        fiber.arrive();
        made();
        if (loaded.value() != null) {
            shows(key, loaded.value());
        }
    }

    private void loadAll() {
        List<Integer> missing = new ArrayList<>();
        for (int each : world.usedKeys()) {
            Object near = node.stack().getNear(each);
            if (near == null) {
                missing.add(each);
            } else {
                shows(each, near);
            }
        }
        Map<Integer, Loaded> loaded = node.loading().loadAll(missing, Mutation.FILL);
        fiber.arrive();
        made();
        loaded.forEach((each, value) -> shows(each, value.value()));
    }
}
