package org.terracecache.bus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A world in which the steps of a text happen, one by one; guarantees are checked after each. */
final class Story {
    private static final Pattern BEGINS = Pattern.compile("([AB]\\d):(\\w+)");
    private static final Pattern RUNS = Pattern.compile("redis runs ([AB]\\d?):\\w+( \\(2nd\\))?");
    private static final Pattern REPLY = Pattern.compile("([AB]\\d) gets the reply of \\w+");
    private static final Pattern LOADER = Pattern.compile("([AB]\\d): loader returns");
    private static final Pattern NODE = Pattern.compile("([AB]) (.*)");
    private static final int KEY = 0;
    private static final int NEIGHBOUR = 1;

    private final World world;
    private final Map<String, Command> commands = new HashMap<>();
    private final Map<String, World.Later> loaders = new HashMap<>();
    private boolean keepsWrites = true;
    private boolean split;

    Story(List<String> steps, Set<String> off) {
        this.world = new World(off, 2, 1, 2);
        world.remembersPast(true);
        world.losesMessages(steps.stream().anyMatch(step -> step.contains("LOSES") || step.contains("dies silently")));
        world.nodes().forEach(this::join);
    }

    static void tell(List<String> steps, Set<String> off) {
        Story story = new Story(steps, off);
        for (String step : steps) {
            story.happen(step);
            story.world.checker().checkAll();
        }
    }

    private void join(SimulatedNode node) {
        connect(node);
        heartbeat(node);
        node.subscriber().receive();
    }

    private void connect(SimulatedNode node) {
        node.subscriber().connect();
        node.subscriber().confirm();
        Command metas = last();
        world.execute(metas);
        world.reply(metas);
    }

    private void heartbeat(SimulatedNode node) {
        node.subscriber().sendHeartbeat();
        world.execute(last());
    }

    private Command last() {
        return world.commands().get(world.commands().size() - 1);
    }

    private SimulatedNode node(String name) {
        return world.nodes().get(name.charAt(0) - 'A');
    }

    private void happen(String step) {
        boolean done = match(BEGINS, step, found -> begin(found.group(1), found.group(2)))
                || match(RUNS, step, found -> run(found.group(1)))
                || match(REPLY, step, found -> reply(found.group(1)))
                || match(LOADER, step, found -> returnFromLoader(found.group(1)))
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

    private void reply(String thread) {
        watch(thread, () -> world.reply(commands.remove(thread)));
    }

    private void returnFromLoader(String thread) {
        watch(thread, () -> world.runLoader(loaders.remove(thread)));
    }

    private void begin(String thread, String what) {
        Operations.Kind kind = switch (what) {
            case "get" -> Operations.Kind.GET;
            case "put", "put2" -> keepsWrites ? Operations.Kind.PUT_TAGGED : Operations.Kind.PUT_UNINSTALLED;
            case "rem" -> Operations.Kind.REMOVE;
            case "clr" -> Operations.Kind.CLEAR;
            case "tag" -> Operations.Kind.REMOVE_TAG;
            case "inv" -> Operations.Kind.INVOKE;
            case "ro" -> Operations.Kind.INVOKE_READ_ONLY;
            case "load" -> Operations.Kind.LOAD;
            default -> throw new IllegalArgumentException(what);
        };
        int key = what.equals("put2") ? NEIGHBOUR : KEY;
        watch(thread, () -> world.operations().start(kind, node(thread), key));
    }

    /** Does something for a thread, and remembers what it waits for then. */
    private void watch(String thread, Runnable action) {
        int loadersBefore = world.loaders().size();
        Command lastBefore = world.commands().isEmpty() ? null : last();
        action.run();
        if (!world.commands().isEmpty() && last() != lastBefore && last().reply == null) {
            commands.put(thread, last());
        }
        if (world.loaders().size() > loadersBefore) {
            loaders.put(thread, world.loaders().get(world.loaders().size() - 1));
        }
    }

    private void run(String thread) {
        Command command = commands.get(thread);
        command.stale = split && thread.equals("A0");
        world.execute(command);
    }

    private void happen(SimulatedNode node, String what) {
        switch (what.replaceAll(" .*", "")) {
            case "receives" -> node.subscriber().receive();
            case "LOSES" -> node.subscriber().lose(0);
            case "sends" -> heartbeat(node);
            case "is" -> node.subscriber().cut();
            case "reconnects" -> {
                node.subscriber().connect();
                node.subscriber().confirm();
                commands.put(node.name(), last());
            }
            case "gets" -> world.reply(commands.remove(node.name()));
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void happenToStore(String step) {
        SimulatedStore store = world.store();
        if (step.startsWith("failover, ")) {
            Set<SimulatedNode> losing =
                    step.endsWith("too") ? Set.of(node(step.replaceAll(".*messages of ", ""))) : Set.of();
            world.failOver(1, true, losing);
            return;
        }
        switch (step) {
            case "failover that one pooled connection of A has not noticed" -> split();
            case "redis evicts the meta key" -> store.meta(KEY).lose();
            case "redis evicts the entry or tombstone" -> store.entries[KEY] = null;
            case "redis clock steps back" -> store.meta(KEY).clock = 0;
            case "FLUSHALL / restart without data" -> {
                store.entries[KEY] = null;
                store.tickets[KEY] = null;
                store.meta(KEY).lose();
            }
            case "a tick passes" -> world.pass(World.LEASE_NANOS * 6 / 10);
            case "writes are not kept in memory" -> keepsWrites = false;
            default -> throw new IllegalArgumentException(step);
        }
    }

    /** All connections but one have moved to the new primary. */
    private void split() {
        world.split();
        split = true;
        for (SimulatedNode node : world.nodes()) {
            node.subscriber().receive();
            connect(node);
        }
    }
}
