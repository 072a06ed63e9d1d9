package org.terracecache.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.terracecache.entry.Version;

/**
 * A store, nodes, and what is on its way between them. Nothing happens by itself: every step is a call, so that a test tells a story and a
 * simulation draws one.
 */
final class World {
    static final long LEASE_NANOS = 3_000_000;
    private static final int REMEMBERED = 3;

    private final Set<String> off;
    private final EnumSet<Rule> busRules;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Later> loaders = new ArrayList<>();
    private final Deque<SimulatedStore> past = new ArrayDeque<>();
    private final Scripts scripts = new Scripts(this);
    private final Checker checker;
    private final Operations operations;
    private SimulatedStore store;
    private @Nullable SimulatedStore formerPrimary;
    private @Nullable Consumer<String> log;
    private boolean remembers;
    private boolean marksTags;
    private boolean losesMessages;
    private boolean lossy;
    private long stamps;
    private long incarnations;
    private long connections;
    private int servers;
    private long now = 1_000_000_000;

    /** Something that a node does later. */
    record Later(SimulatedNode node, String what, Runnable action) {}

    World(Set<String> off, int nodes, int buckets, int keys) {
        this.off = off;
        this.busRules = EnumSet.allOf(Rule.class);
        busRules.removeIf(rule -> off.contains(rule.name().toLowerCase(Locale.ROOT)));
        this.store = new SimulatedStore("server-0", buckets, keys);
        for (int i = 0; i < nodes; i++) {
            this.nodes.add(new SimulatedNode(this, i, buckets, keys));
        }
        this.checker = new Checker(this, nodes, keys);
        this.operations = new Operations(this, checker);
    }

    // ---- what it is like

    boolean keeps(String rule) {
        return off.isEmpty() || !off.contains(rule);
    }

    Set<Rule> busRules() {
        return busRules;
    }

    List<SimulatedNode> nodes() {
        return nodes;
    }

    SimulatedStore store() {
        return store;
    }

    Checker checker() {
        return checker;
    }

    Operations operations() {
        return operations;
    }

    List<Command> commands() {
        return commands;
    }

    List<Later> loaders() {
        return loaders;
    }

    long now() {
        return now;
    }

    void pass(long nanos) {
        now += nanos;
    }

    long nextStamp() {
        return ++stamps;
    }

    long nextIncarnation() {
        return ++incarnations;
    }

    long nextConnection() {
        return ++connections;
    }

    /** Whether writes that were acknowledged may have been lost. */
    boolean isLossy() {
        return lossy;
    }

    boolean losesMessages() {
        return losesMessages;
    }

    void losesMessages(boolean does) {
        losesMessages = does;
    }

    /** Whether memory layers leave the entries of a removed tag to their marks; otherwise they search for them. */
    boolean marksTags() {
        return marksTags;
    }

    void marksTags(boolean does) {
        marksTags = does;
    }

    /** Keeps earlier states, for failovers. */
    void remembersPast(boolean does) {
        remembers = does;
    }

    boolean hasPast() {
        return !past.isEmpty();
    }

    void log(Consumer<String> to) {
        log = to;
    }

    void log(Supplier<String> line) {
        if (log != null) {
            log.accept(line.get());
        }
    }

    boolean isLive(int key) {
        return scripts.isLive(store, key);
    }

    // ---- the network

    void send(Command command) {
        commands.add(command);
    }

    void later(SimulatedNode node, String what, Runnable action) {
        loaders.add(new Later(node, what, action));
    }

    void publish(Message message) {
        byte[] bytes = Messages.encode(message);
        for (SimulatedNode node : nodes) {
            node.subscriber().deliver(message.bucket(), bytes);
        }
    }

    /** The script of a command runs. */
    void execute(Command command) {
        log(() -> "the store runs " + command);
        SimulatedStore target = command.stale && formerPrimary != null ? formerPrimary : store;
        Reply reply = scripts.run(command, target, target == store);
        command.reply = reply;
        if (command.kind == Command.Kind.HEARTBEAT) {
            commands.remove(command);
            command.node.subscriber().deliverHeartbeat(heartbeat(command, reply));
        }
    }

    private byte[] heartbeat(Command command, Reply reply) {
        List<Heartbeat.Position> positions = new ArrayList<>();
        for (int bucket = 0; bucket < reply.positions().size(); bucket++) {
            long incarnation = reply.positions().get(bucket).incarnation();
            Version last = reply.positions().get(bucket).last();
            positions.add(new Heartbeat.Position(bucket, incarnation, last));
        }
        return new Heartbeat(command.nonce, now / 1000, positions).encode();
    }

    /** The reply of a command arrives. */
    void reply(Command command) {
        log(() -> command + " is answered: " + command.reply);
        commands.remove(command);
        Reply reply = command.reply;
        if (reply == null) {
            throw new IllegalStateException("not answered");
        }
        command.callback.accept(reply);
    }

    /** Nobody waits for the reply any longer; until {@link #abandon}, the command may still run. */
    void doubt(Command command) {
        log(() -> command + " times out");
        command.doubted = true;
        if (command.onDoubt != null) {
            command.onDoubt.run();
        }
    }

    /** The command can no longer run. */
    void abandon(Command command) {
        log(() -> command + " can no longer run");
        commands.remove(command);
        if (command.onAbandon != null) {
            command.onAbandon.run();
        }
    }

    void runLoader(Later loader) {
        log(loader::what);
        loaders.remove(loader);
        loader.action().run();
    }

    /** A node dies, and another one takes its place, with nothing in memory. What is on its way to the store may still run. */
    void restart(SimulatedNode node) {
        loaders.removeIf(loader -> loader.node() == node);
        commands.removeIf(command -> command.node == node && command.reply != null);
        for (Command command : commands) {
            if (command.node == node) {
                command.doubted = true;
                command.onDoubt = null;
                command.onAbandon = null;
            }
        }
        node.subscriber().abandon();
        operations.forget(node);
        checker.forget(node);
        SimulatedNode next = new SimulatedNode(this, node.number(), store.metas.length, store.entries.length);
        nodes.set(node.number(), next);
    }

    // ---- faults of the store

    void remember(SimulatedStore before) {
        if (remembers) {
            if (past.size() == REMEMBERED) {
                past.removeFirst();
            }
            past.addLast(before.copy(before.server));
        }
    }

    /** A replica that has not heard the last writes takes over; something in between may hide that it is another server. */
    void failOver(int lostWrites, boolean sameName, Set<SimulatedNode> losingMessages) {
        log(() -> "failover, " + lostWrites + " writes are lost");
        SimulatedStore found = store;
        for (int i = 0; i < lostWrites && !past.isEmpty(); i++) {
            found = past.removeLast();
        }
        past.clear();
        lossy = true;
        store = found.copy(sameName ? found.server : "server-" + ++servers);
        for (SimulatedNode node : nodes) {
            node.subscriber().end(losingMessages.contains(node));
        }
    }

    /** Another server takes over, and the former primary goes on answering who still asks it. */
    void split() {
        log(() -> "failover that one connection has not noticed");
        lossy = true;
        past.clear();
        formerPrimary = store;
        store = store.copy("server-" + ++servers);
        for (SimulatedNode node : nodes) {
            node.subscriber().end(false);
        }
    }

    boolean isSplit() {
        return formerPrimary != null;
    }
}
