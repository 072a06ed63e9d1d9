package org.terracecache.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.terracecache.remote.Command;
import org.terracecache.remote.InMemoryServer;
import org.terracecache.remote.InMemoryStore.Leg;
import org.terracecache.remote.RemoveTag;

/**
 * A store, nodes, and what is on its way between them. Nothing happens by itself: every step is a call, so that a test tells a story and a
 * simulation draws one. Its maker's thread is the scheduler.
 */
final class World {
    private static final int REMEMBERED = 3;

    private final Set<String> off;
    private final Keys keys;
    private final List<Integer> usedKeys;
    private final InMemoryServer server;
    private final Truth truth;
    private final Checker checker;
    private final Fibers fibers = new Fibers();
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final List<Operation> loaders = new ArrayList<>();
    private final List<Flight> flights = new ArrayList<>();
    private final List<Later> tasks = new ArrayList<>();
    private final Deque<Primary> past = new ArrayDeque<>();
    private final Thread scheduler = Thread.currentThread();
    private BooleanSupplier loaderFinds = () -> true;
    private Consumer<String> log;
    private Flight running;
    private Primary formerPrimary;
    private boolean remembers;
    private boolean losesMessages;
    private boolean losesOrder;
    private boolean listens;
    private boolean lossy;
    private long stamps;
    private long values;
    private int begun;
    private int servers;

    /** Something that a node does later. */
    record Later(SimulatedNode node, String what, Runnable action) {}

    /** What a server was like, or is if nobody but one node asks it. */
    private record Primary(String runId, InMemoryServer.State state, Truth.State truth) {}

    World(Set<String> off, int nodes, int buckets, int keys) {
        this.off = off;
        this.keys = Keys.of(buckets);
        this.usedKeys = IntStream.range(0, keys).boxed().toList();
        this.server = new InMemoryServer(this.keys.layout(), 1);
        server.leaveOut(off);
        this.truth = new Truth(this.keys);
        this.checker = new Checker(this, nodes);
        for (int i = 0; i < nodes; i++) {
            this.nodes.add(new SimulatedNode(this, i));
        }
    }

    // ---- what it is like

    boolean keeps(String rule) {
        return off.isEmpty() || !off.contains(rule);
    }

    Set<String> off() {
        return off;
    }

    Keys keys() {
        return keys;
    }

    /** The keys that operations are about. */
    List<Integer> usedKeys() {
        return usedKeys;
    }

    InMemoryServer server() {
        return server;
    }

    Truth truth() {
        return truth;
    }

    Checker checker() {
        return checker;
    }

    List<SimulatedNode> nodes() {
        return nodes;
    }

    List<Operation> operations() {
        return operations;
    }

    List<Operation> loaders() {
        return loaders;
    }

    List<Flight> flights() {
        return flights;
    }

    List<Later> tasks() {
        return tasks;
    }

    long nanos() {
        return server.nanos();
    }

    void pass(long nanos) {
        server.advance(nanos);
    }

    long nextStamp() {
        return ++stamps;
    }

    long nextValue() {
        return ++values;
    }

    boolean loaderFinds() {
        return loaderFinds.getAsBoolean();
    }

    void loadersFind(BooleanSupplier whether) {
        loaderFinds = whether;
    }

    /** Whether writes that were acknowledged may have been lost. */
    boolean isLossy() {
        return lossy;
    }

    boolean losesMessages() {
        return losesMessages;
    }

    /** What the network does to messages: not all may arrive, or not in their order. */
    void network(boolean loses, boolean reorders) {
        losesMessages = loses;
        losesOrder = reorders;
    }

    /** Whether listeners hear of changes in their order. */
    boolean keepsOrder() {
        return !losesOrder && !lossy;
    }

    boolean listens() {
        return listens;
    }

    /** Somebody listens to the changes of the cache. */
    void listens(boolean does) {
        listens = does;
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

    // ---- operations

    /** The operation that calls, null if it is none. */
    Operation operation() {
        if (Thread.currentThread() == scheduler) {
            return null;
        }
        for (Operation operation : operations) {
            if (operation.fiber().isCurrent()) {
                return operation;
            }
        }
        throw new IllegalStateException("Neither the scheduler nor an operation");
    }

    /** Begins an operation, unless it would wait for another one of its node that holds the key. */
    Operation start(Operation.Kind kind, SimulatedNode node, int key) {
        Fiber fiber = fibers.take();
        Operation operation = new Operation(this, ++begun, kind, node, key, fiber);
        log(() -> operation + " begins");
        operations.add(operation);
        fibers.begin(fiber, operation);
        return operation;
    }

    boolean isHeld(SimulatedNode node, int key) {
        return operations.stream().anyMatch(each -> each.holds(node, key));
    }

    void ended(Operation operation) {
        operations.remove(operation);
    }

    /** Whether an operation can go on: what it waited for has come. */
    boolean isReady(Operation operation) {
        return operation.fiber().isPaused() && operation.isAnswered() && !loaders.contains(operation);
    }

    void resume(Operation operation) {
        log(() -> operation + " goes on");
        fibers.resume(operation.fiber());
    }

    /** On the fiber of an operation that loads: until the loader returns. */
    void enterLoader(Operation operation) {
        loaders.add(operation);
        operation.fiber().pause();
    }

    void runLoader(Operation operation) {
        log(() -> operation + ": loader returns");
        loaders.remove(operation);
        fibers.resume(operation.fiber());
    }

    void later(SimulatedNode node, String what, Runnable action) {
        tasks.add(new Later(node, what, action));
    }

    void run(Later task) {
        log(() -> task.node().name() + " " + task.what());
        tasks.remove(task);
        task.action().run();
    }

    // ---- the network

    void sent(Flight flight) {
        flights.add(flight);
    }

    void comesBack(Leg reply) {
        running.ran(reply);
    }

    /** A command arrives at the store; or at one that was the primary once. */
    void execute(Flight flight, boolean astray) {
        log(() -> "the store runs " + flight);
        Primary other = formerPrimary;
        if (astray && other != null) {
            Truth.State here = truth.state();
            truth.become(other.truth);
            server.elsewhere(other.state, other.runId, () -> run(flight));
            truth.become(here);
        } else {
            if (remembers && flight.there().request().command().isMutation()) {
                remember();
            }
            run(flight);
        }
        if (!nodes.contains(flight.node())) {
            flights.remove(flight);
        }
    }

    private void run(Flight flight) {
        Command<?> command = flight.there().request().command();
        List<Integer> dying = command instanceof RemoveTag removal ? tagged(removal.bucket()) : List.of();
        running = flight;
        flight.there().run();
        if (flight.back().answer() != null) {
            truth.ran(command, flight.back().answer(), flight.operation(), dying);
        }
    }

    private List<Integer> tagged(int bucket) {
        List<Integer> tagged = new ArrayList<>();
        for (int key = bucket; key < Keys.MAX; key += keys.buckets()) {
            if (server.isAlive(bucket, Keys.CACHE, keys.encodeKey(key), Keys.TAG)) {
                tagged.add(key);
            }
        }
        return tagged;
    }

    /** A reply arrives. */
    void reply(Flight flight) {
        log(() -> flight + " is answered: " + flight.back().answer());
        flights.remove(flight);
        flight.back().run();
    }

    /** A command or its reply gets lost, and nobody waits any longer. */
    void lose(Flight flight) {
        log(() -> flight + (flight.hasRun() ? " is not answered" : " does not arrive"));
        flights.remove(flight);
        flight.there().loss().run();
    }

    /** A node dies, and another one takes its place, with nothing in memory. What is on its way to the store may still run. */
    void restart(SimulatedNode node) {
        List<Operation> dying =
                operations.stream().filter(each -> each.node() == node).toList();
        node.die();
        fibers.kill(dying.stream().map(Operation::fiber).toList());
        loaders.removeAll(dying);
        flights.removeIf(flight -> flight.node() == node && flight.hasRun());
        tasks.removeIf(task -> task.node() == node);
        checker.forget(node);
        nodes.set(node.number(), new SimulatedNode(this, node.number()));
    }

    /** Ends whatever is not over. */
    void end() {
        fibers.killAll();
    }

    // ---- faults of the store

    private void remember() {
        if (past.size() == REMEMBERED) {
            past.removeFirst();
        }
        past.addLast(
                new Primary(server.runId(), server.snapshot(), truth.state().copy()));
    }

    /** A replica that has not heard the last writes takes over; something in between may hide that it is another server. */
    void failOver(int lostWrites, boolean sameName, Set<SimulatedNode> losingMessages) {
        log(() -> "failover, " + lostWrites + " writes are lost");
        for (int i = 0; i < lostWrites && !past.isEmpty(); i++) {
            Primary found = past.removeLast();
            server.become(found.state, server.runId());
            truth.become(found.truth);
        }
        past.clear();
        lossy = true;
        if (!sameName) {
            server.become(server.state(), "run-" + ++servers);
        }
        nodes.forEach(node -> node.bus().end(losingMessages.contains(node)));
    }

    /** Another server takes over, and the former primary goes on answering who still asks it. */
    void split() {
        log(() -> "failover that one connection has not noticed");
        lossy = true;
        past.clear();
        formerPrimary =
                new Primary(server.runId(), server.snapshot(), truth.state().copy());
        server.become(server.state(), "run-" + ++servers);
        nodes.forEach(node -> node.bus().end(false));
    }

    boolean isSplit() {
        return formerPrimary != null;
    }
}
