package org.terracecache.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.terracecache.remote.Beat;
import org.terracecache.remote.InMemoryServer;
import org.terracecache.remote.ReadMeta;

/**
 * A world in which the steps of a text happen, one by one; guarantees are checked after each. At first all nodes listen, and the store has a value that
 * no node knows.
 */
final class Story {
    private static final Pattern BEGINS = Pattern.compile("([AB]\\d):(\\w+)");
    private static final Pattern RUNS = Pattern.compile("redis runs ([AB]\\d?):\\w+( \\(2nd\\))?");
    private static final Pattern REPLY = Pattern.compile("([AB]\\d) gets the reply of \\w+");
    private static final Pattern LOADER = Pattern.compile("([AB]\\d): loader returns");
    private static final Pattern NODE = Pattern.compile("([AB]) (.*)");
    private static final long COARSE_MICROS = 3_600_000_000L;
    private static final int KEY = 0;
    private static final int NEIGHBOUR = 1;

    private final World world;
    private final Map<String, Operation> operations = new HashMap<>();
    private boolean split;

    Story(List<String> steps, Set<String> off) {
        this.world = new World(off, 2, 1, 2);
        world.server().versionClock(COARSE_MICROS);
        world.remembersPast(true);
        world.network(steps.stream().anyMatch(step -> step.contains("LOSES")), false);
        play();
        world.start(Operation.Kind.PUT, world.nodes().get(1), KEY);
        play();
        world.nodes().get(1).evict(KEY);
    }

    static void tell(List<String> steps, Set<String> off) {
        Story story = new Story(steps, off);
        try {
            for (String step : steps) {
                story.happen(step);
                story.goOn();
                story.world.checker().checkAll();
            }
        } finally {
            story.world.end();
        }
    }

    /** Everything happens that may. */
    private void play() {
        boolean moved = true;
        while (moved) {
            List<World.Later> tasks = List.copyOf(world.tasks());
            List<Flight> flights = List.copyOf(world.flights());
            tasks.forEach(world::run);
            flights.forEach(this::roundTrip);
            goOn();
            moved = !tasks.isEmpty() || !flights.isEmpty();
            for (SimulatedNode node : world.nodes()) {
                if (node.bus().isConnecting()) {
                    node.bus().confirm();
                }
                while (node.bus().hasWaiting()) {
                    node.bus().receive();
                    moved = true;
                }
            }
        }
    }

    /** Whoever has what it waited for goes on. */
    private void goOn() {
        List.copyOf(world.operations()).stream().filter(world::isReady).forEach(world::resume);
    }

    private void roundTrip(Flight flight) {
        world.execute(flight, false);
        world.reply(flight);
    }

    /** The node connects, and asks where the bucket is. */
    private void connect(SimulatedNode node) {
        node.scheduler().hurry();
        work(node);
        node.bus().confirm();
        work(node);
    }

    /** What is due at the node is done. */
    private void work(SimulatedNode node) {
        List.copyOf(world.tasks()).stream().filter(task -> task.node() == node).forEach(world::run);
    }

    private void heartbeat(SimulatedNode node) {
        node.scheduler().turn();
        work(node);
        roundTrip(own(node, Beat.class));
    }

    /** The last command of a kind that a node has sent for itself. */
    private Flight own(SimulatedNode node, Class<?> command) {
        return world.flights().stream()
                .filter(flight -> flight.node() == node
                        && command.isInstance(flight.there().request().command()))
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    /** Something is done with what a thread, or a node itself, waits for; nothing if a rule has ended what the thread does. */
    private void flight(String who, Consumer<Flight> action) {
        if (who.length() == 1) {
            action.accept(own(node(who), ReadMeta.class));
        }
        Operation operation = operations.get(who);
        if (world.operations().contains(operation)) {
            action.accept(world.flights().stream()
                    .filter(flight -> flight.operation() == operation)
                    .findFirst()
                    .orElseThrow());
        }
    }

    private SimulatedNode node(String name) {
        return world.nodes().get(name.charAt(0) - 'A');
    }

    private void happen(String step) {
        boolean done = match(BEGINS, step, found -> begin(found.group(1), found.group(2)))
                || match(RUNS, step, found -> run(found.group(1)))
                || match(REPLY, step, found -> flight(found.group(1), world::reply))
                || match(LOADER, step, found -> world.runLoader(operations.get(found.group(1))))
                || match(NODE, step, found -> happen(node(found.group(1)), found.group(2)));
        if (!done) {
            happenToStore(step);
        }
    }

    private static boolean match(Pattern pattern, String step, Consumer<Matcher> action) {
        Matcher matcher = pattern.matcher(step);
        if (!matcher.matches()) {
            return false;
        }
        action.accept(matcher);
        return true;
    }

    private void begin(String thread, String what) {
        Operation.Kind kind = switch (what) {
            case "get" -> Operation.Kind.GET;
            case "put", "put2" -> Operation.Kind.PUT;
            case "tput" -> Operation.Kind.PUT_TAGGED;
            case "rem" -> Operation.Kind.REMOVE;
            case "clr" -> Operation.Kind.CLEAR;
            case "tag" -> Operation.Kind.REMOVE_TAG;
            case "inv" -> Operation.Kind.INVOKE;
            case "ro" -> Operation.Kind.INVOKE_READ_ONLY;
            case "load" -> Operation.Kind.LOAD;
            default -> throw new IllegalArgumentException(what);
        };
        operations.put(thread, world.start(kind, node(thread), what.equals("put2") ? NEIGHBOUR : KEY));
    }

    private void run(String who) {
        flight(who, flight -> world.execute(flight, split && who.equals("A0")));
    }

    private void happen(SimulatedNode node, String what) {
        switch (what.replaceAll(" .*", "")) {
            case "receives" -> node.bus().receive();
            case "LOSES" -> node.bus().lose(0);
            case "sends" -> heartbeat(node);
            case "is" -> node.bus().cut();
            case "reconnects" -> connect(node);
            case "gets" -> world.reply(own(node, ReadMeta.class));
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void happenToStore(String step) {
        InMemoryServer server = world.server();
        if (step.startsWith("failover, ")) {
            Set<SimulatedNode> losing =
                    step.endsWith("too") ? Set.of(node(step.replaceAll(".*messages of ", ""))) : Set.of();
            world.failOver(1, true, losing);
            return;
        }
        switch (step) {
            case "failover that one pooled connection of A has not noticed" -> split();
            case "redis evicts the meta key" -> server.evict(server.layout().meta(0));
            case "redis evicts the entry" -> server.evict(world.keys().entry(KEY));
            case "redis clock steps back" -> server.stepClock(-COARSE_MICROS);
            case "FLUSHALL / restart without data" -> server.flush();
            case "a tick passes" -> world.pass(SimulatedNode.LEASE.toNanos() * 6 / 10);
            default -> throw new IllegalArgumentException(step);
        }
    }

    /** All connections but one have moved to the new primary. */
    private void split() {
        world.split();
        split = true;
        for (SimulatedNode node : world.nodes()) {
            node.bus().receive();
            connect(node);
            roundTrip(own(node, ReadMeta.class));
        }
    }
}
