package org.terracecache.bus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A short story that a seed tells: a small world, a few kinds of operations and of faults, and steps in random order, at the end of which everything
 * on its way arrives. Guarantees are checked after each step.
 */
final class Episode {
    private static final int STEPS = 220;
    private static final int MAX_RUNNING = 6;

    private final SplittableRandom random;
    private final World world;
    private final Faults faults;
    private final List<Operations.Kind> kinds = new ArrayList<>();
    private final int keys;
    private long steps;

    Episode(long seed, Set<String> off, @Nullable Consumer<String> log) {
        this.random = new SplittableRandom(seed);
        int nodes = random.nextInt(4) == 0 ? 3 : 2;
        int buckets = random.nextInt(4) == 0 ? 2 : 1;
        boolean narrow = random.nextInt(3) == 0;
        this.keys = narrow ? 1 : 1 + random.nextInt(3);
        this.world = new World(off, nodes, buckets, keys);
        if (log != null) {
            world.log(log);
        }
        this.faults = new Faults(world, random, keys);
        choose(narrow);
    }

    /** Some faults show only where little else happens. */
    private void choose(boolean narrow) {
        kinds.add(random.nextInt(3) == 0 ? Operations.Kind.LOAD : Operations.Kind.GET);
        for (Operations.Kind kind : Operations.Kind.values()) {
            if (!narrow && random.nextInt(3) == 0) {
                kinds.add(kind);
            }
        }
        kinds.add(Operations.Kind.PUT);
        world.marksTags(random.nextBoolean());
        faults.choose(narrow ? random.nextInt(2) : random.nextInt(4));
    }

    /** Plays the episode, and gives the number of its steps. */
    long play() {
        settle();
        for (int i = 0; i < STEPS; i++) {
            step();
            world.pass(random.nextInt(30_000));
        }
        settle();
        return steps;
    }

    private void step() {
        int draw = random.nextInt(100);
        boolean done;
        if (draw < 26) {
            done = startOperation();
        } else if (draw < 48) {
            done = executeAny();
        } else if (draw < 66) {
            done = replyAny();
        } else if (draw < 84) {
            done = receiveAny();
        } else if (draw < 88) {
            done = runLoader();
        } else if (draw < 95) {
            done = driveSubscription();
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
        if (world.operations().running() >= MAX_RUNNING) {
            return false;
        }
        Operations.Kind kind = kinds.get(random.nextInt(kinds.size()));
        SimulatedNode node = anyNode();
        int key = random.nextInt(keys);
        world.log(() -> node.name() + " begins " + kind + " of key " + key);
        world.operations().start(kind, node, key);
        return true;
    }

    private @Nullable Command anyCommand(boolean answered) {
        List<Command> commands = world.commands();
        if (commands.isEmpty()) {
            return null;
        }
        int start = random.nextInt(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get((start + i) % commands.size());
            if ((command.reply != null) == answered && !(answered && command.doubted)) {
                return command;
            }
        }
        return null;
    }

    private boolean executeAny() {
        Command command = anyCommand(false);
        if (command == null) {
            return false;
        }
        faults.reroute(command);
        world.execute(command);
        return true;
    }

    private boolean replyAny() {
        Command command = anyCommand(true);
        if (command == null) {
            return false;
        }
        world.reply(command);
        return true;
    }

    private boolean receiveAny() {
        SimulatedNode node = anyNode();
        if (!node.subscriber().hasWaiting()) {
            return false;
        }
        world.log(() -> node.name() + " receives");
        node.subscriber().receive();
        return true;
    }

    private boolean runLoader() {
        if (world.loaders().isEmpty()) {
            return false;
        }
        world.runLoader(world.loaders().get(random.nextInt(world.loaders().size())));
        return true;
    }

    private boolean driveSubscription() {
        SimulatedNode node = anyNode();
        if (node.subscriber().isDown()) {
            world.log(() -> node.name() + " connects");
            node.subscriber().connect();
        } else if (node.subscriber().isConnecting()) {
            world.log(() -> node.name() + " is connected");
            node.subscriber().confirm();
        } else if (random.nextInt(3) == 0) {
            node.subscriber().checkLease();
        } else {
            world.log(() -> node.name() + " sends a heartbeat");
            node.subscriber().sendHeartbeat();
        }
        return true;
    }

    /** Everything arrives, everybody connects, and a heartbeat goes round. */
    private void settle() {
        drain();
        for (SimulatedNode node : world.nodes()) {
            node.subscriber().checkLease();
            if (node.subscriber().isDown()) {
                node.subscriber().connect();
                checked();
            }
            if (node.subscriber().isConnecting()) {
                node.subscriber().confirm();
                checked();
            }
        }
        drain();
        for (SimulatedNode node : world.nodes()) {
            node.subscriber().sendHeartbeat();
            checked();
        }
        drain();
    }

    private void drain() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Command command : new ArrayList<>(world.commands())) {
                drain(command);
                moved = true;
            }
            for (World.Later loader : new ArrayList<>(world.loaders())) {
                world.runLoader(loader);
                checked();
                moved = true;
            }
            for (SimulatedNode node : world.nodes()) {
                while (node.subscriber().hasWaiting()) {
                    node.subscriber().receive();
                    checked();
                    moved = true;
                }
            }
        }
    }

    private void drain(Command command) {
        if (command.reply == null) {
            world.execute(command);
            checked();
        }
        if (command.doubted) {
            world.abandon(command);
        } else if (command.reply != null && world.commands().contains(command)) {
            world.reply(command);
        }
        checked();
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
