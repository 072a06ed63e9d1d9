package org.terracecache.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A short story that a seed tells: a small world, a few kinds of operations and of faults, and steps in random order, at the end of which everything
 * on its way arrives. Guarantees are checked after each step.
 */
final class Episode {
    private static final int STEPS = 220;
    private static final int MAX_RUNNING = 6;
    private static final int TURNS = 6;
    private static final int QUICK_NANOS = 2_000_000;
    private static final int SLOW_NANOS = 60_000_000;
    private static final long COARSE_MICROS = 3_600_000_000L;

    private final SplittableRandom random;
    private final World world;
    private final Faults faults;
    private final List<Operation.Kind> kinds = new ArrayList<>();
    private final int keys;
    private final int stepNanos;
    private long steps;

    Episode(long seed, Set<String> off, Consumer<String> log) {
        this.random = new SplittableRandom(seed);
        int nodes = random.nextInt(4) == 0 ? 3 : 2;
        int buckets = random.nextInt(4) == 0 ? 2 : 1;
        boolean narrow = random.nextInt(3) == 0;
        this.keys = narrow ? 1 : 1 + random.nextInt(3);
        this.stepNanos = random.nextBoolean() ? QUICK_NANOS : SLOW_NANOS;
        this.world = new World(off, nodes, buckets, keys);
        if (log != null) {
            world.log(log);
        }
        this.faults = new Faults(world, random, keys);
        choose(narrow);
    }

    /** Some faults show only where little else happens. */
    private void choose(boolean narrow) {
        kinds.add(random.nextInt(3) == 0 ? Operation.Kind.LOAD : Operation.Kind.GET);
        for (Operation.Kind kind : Operation.Kind.values()) {
            if (!narrow && random.nextInt(3) == 0) {
                kinds.add(kind);
            }
        }
        kinds.add(Operation.Kind.PUT);
        world.server().versionClock(random.nextBoolean() ? COARSE_MICROS : 1);
        world.listens(random.nextInt(3) == 0);
        world.loadersFind(() -> random.nextInt(8) > 0);
        faults.choose(narrow ? random.nextInt(2) : random.nextInt(4));
    }

    /** Plays the episode, and gives the number of its steps. */
    long play() {
        try {
            settle();
            for (int i = 0; i < STEPS; i++) {
                step();
                world.pass(random.nextInt(stepNanos));
            }
            settle();
            return steps;
        } finally {
            world.end();
        }
    }

    private void step() {
        int draw = random.nextInt(100);
        boolean done;
        if (draw < 22) {
            done = startOperation();
        } else if (draw < 42) {
            done = executeAny();
        } else if (draw < 58) {
            done = replyAny();
        } else if (draw < 70) {
            done = resumeAny();
        } else if (draw < 82) {
            done = receiveAny();
        } else if (draw < 86) {
            done = runLoader();
        } else if (draw < 95) {
            done = driveNode();
        } else {
            done = faults.any();
        }
        if (done) {
            checked();
        }
    }

    private void checked() {
        steps++;
        world.checker().checkAll();
    }

    private SimulatedNode anyNode() {
        return world.nodes().get(random.nextInt(world.nodes().size()));
    }

    private boolean startOperation() {
        Operation.Kind kind = kinds.get(random.nextInt(kinds.size()));
        SimulatedNode node = anyNode();
        int key = random.nextInt(keys);
        boolean waits =
                (kind == Operation.Kind.INVOKE || kind == Operation.Kind.INVOKE_READ_ONLY) && world.isHeld(node, key);
        if (waits || world.operations().size() >= MAX_RUNNING) {
            return false;
        }
        world.start(kind, node, key);
        return true;
    }

    /** Something of a list that may happen, null if there is none. */
    private <T> T any(List<T> all, Predicate<T> may) {
        int start = all.isEmpty() ? 0 : random.nextInt(all.size());
        for (int i = 0; i < all.size(); i++) {
            T each = all.get((start + i) % all.size());
            if (may.test(each)) {
                return each;
            }
        }
        return null;
    }

    private <T> boolean with(T something, Consumer<T> action) {
        if (something == null) {
            return false;
        }
        action.accept(something);
        return true;
    }

    private boolean executeAny() {
        return with(any(world.flights(), flight -> !flight.hasRun()), this::execute);
    }

    private void execute(Flight flight) {
        world.execute(flight, faults.leadsAstray(flight));
    }

    private boolean replyAny() {
        return with(any(world.flights(), Flight::hasRun), world::reply);
    }

    private boolean resumeAny() {
        return with(any(world.operations(), world::isReady), world::resume);
    }

    private boolean runLoader() {
        return with(any(world.loaders(), each -> true), world::runLoader);
    }

    private boolean receiveAny() {
        SimulatedNode node = anyNode();
        if (!node.bus().hasWaiting()) {
            return false;
        }
        world.log(() -> node.name() + " receives");
        node.bus().receive();
        return true;
    }

    /** What a node does by itself: its turn comes, its connection is confirmed, its executor works. */
    private boolean driveNode() {
        SimulatedNode node = anyNode();
        World.Later task = any(world.tasks(), each -> each.node() == node);
        if (node.bus().isConnecting() && random.nextBoolean()) {
            confirm(node);
        } else if (task != null && random.nextInt(8) > 0) {
            world.run(task);
        } else if (node.bus().isDown()) {
            world.log(() -> node.name() + " hurries");
            node.scheduler().hurry();
        } else {
            world.log(() -> node.name() + " has its turn");
            node.scheduler().turn();
        }
        return true;
    }

    private void confirm(SimulatedNode node) {
        world.log(() -> node.name() + " is connected");
        node.bus().confirm();
    }

    /** Everything arrives, everybody connects, heartbeats go round, and all operations end. */
    private void settle() {
        for (int i = 0; i < TURNS; i++) {
            drain();
            world.pass(SimulatedNode.LEASE.toNanos() / 3);
        }
        drain();
        if (!world.operations().isEmpty()) {
            throw new ViolationException("an operation does not end: " + world.operations());
        }
    }

    private void drain() {
        boolean moved = true;
        while (moved) {
            moved = executeAny()
                    || replyAny()
                    || resumeAny()
                    || runLoader()
                    || with(any(world.tasks(), each -> true), world::run);
            for (SimulatedNode node : world.nodes()) {
                if (node.bus().isConnecting()) {
                    confirm(node);
                    moved = true;
                } else if (node.bus().hasWaiting()) {
                    node.bus().receive();
                    moved = true;
                }
            }
            if (moved) {
                checked();
            }
        }
    }

    /** Nodes that lose what is on its way to them. */
    static Set<SimulatedNode> some(List<SimulatedNode> nodes, SplittableRandom random) {
        Set<SimulatedNode> some = new HashSet<>();
        for (SimulatedNode node : nodes) {
            if (random.nextBoolean()) {
                some.add(node);
            }
        }
        return some;
    }
}
