package org.terracecache.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.terracecache.bus.SimulatedReplica.Held;
import org.terracecache.bus.SimulatedReplica.Load;

/** The operations of nodes, each a state machine over the commands of the store, as a remote layer has them. */
final class Operations {
    private static final int MAX_CONFLICTS = 5;

    /** What an application may ask for. */
    enum Kind {
        GET,
        PUT,
        PUT_TAGGED,
        PUT_UNINSTALLED,
        REMOVE,
        CLEAR,
        REMOVE_TAG,
        INVOKE,
        INVOKE_READ_ONLY,
        LOAD
    }

    private final World world;
    private final Checker checker;
    private final List<Operation> running = new ArrayList<>();

    Operations(World world, Checker checker) {
        this.world = world;
        this.checker = checker;
    }

    /** How many operations have begun and not ended. */
    int running() {
        return running.size();
    }

    /** The node of some operations is gone. */
    void forget(SimulatedNode node) {
        running.removeIf(each -> each.node == node);
    }

    void start(Kind kind, SimulatedNode node, int key) {
        Operation operation = new Operation(node, key);
        switch (kind) {
            case GET -> operation.get();
            case PUT, PUT_TAGGED, PUT_UNINSTALLED -> operation.put(kind);
            case REMOVE -> operation.remove();
            case CLEAR -> operation.clear();
            case REMOVE_TAG -> operation.removeTag();
            case INVOKE -> operation.invoke(true);
            case INVOKE_READ_ONLY -> operation.invoke(false);
            case LOAD -> operation.load();
        }
    }

    /** One operation. */
    private final class Operation {
        private final SimulatedNode node;
        private final int key;
        private final long seenAtStart;
        private final long orderAtStart;
        private int conflicts;
        private boolean over;
        private @Nullable Load loading;

        Operation(SimulatedNode node, int key) {
            this.node = node;
            this.key = key;
            this.seenAtStart = checker.seen(node, key);
            this.orderAtStart = world.store().mutated[key];
            running.add(this);
        }

        void get() {
            Held hit = node.served(key);
            if (hit != null) {
                hit(hit);
                return;
            }
            read(Command.Kind.READ, reply -> finish(reply.order()));
        }

        private void hit(Held hit) {
            checker.serves(key, hit);
            finish(hit.order());
        }

        private void read(Command.Kind kind, Consumer<Reply> then) {
            Held held = node.memory().held[key];
            Command.Known known = held == null ? null : held.known();
            request(kind, held == null, command -> command.known = known, true, then);
        }

        /** Sends a command about the key; its answer is dealt with before anything else. */
        private void request(
                Command.Kind kind,
                boolean always,
                Consumer<Command> arguments,
                boolean installs,
                Consumer<Reply> then) {
            Request request = node.begin(key, always);
            Command command = new Command(kind, node, key, reply -> {
                node.end(request, key, reply, installs && reply.kind() != Answer.Kind.REMOVED);
                if (!over) {
                    then.accept(reply);
                }
            });
            arguments.accept(command);
            send(command, request);
        }

        private void send(Command command, Request request) {
            command.onDoubt = () -> {
                node.coherence().doubt(request);
                if (loading != null) {
                    complete(loading, null);
                }
                finishUnknown();
            };
            command.onAbandon = () -> node.coherence().abandon(request);
            world.send(command);
        }

        void put(Kind kind) {
            request(
                    Command.Kind.WRITE,
                    false,
                    command -> command.tagged = kind == Kind.PUT_TAGGED,
                    kind != Kind.PUT_UNINSTALLED,
                    this::finishWrite);
        }

        void remove() {
            request(Command.Kind.REMOVE, false, command -> {}, false, this::finishWrite);
        }

        private void finishWrite(Reply reply) {
            finish(reply.order());
            checker.acknowledge(key, reply.order());
        }

        void clear() {
            Request request = node.coherence().beginForAll(node.slice(key));
            Command command = new Command(Command.Kind.CLEAR, node, key, reply -> {
                node.coherence().endClear(request, reply.head(), reply.version());
                if (!over) {
                    finishWrite(reply);
                }
            });
            send(command, request);
        }

        void removeTag() {
            Request request = node.coherence().beginForAll(node.slice(key));
            Command command = new Command(Command.Kind.REMOVE_TAG, node, key, reply -> {
                node.coherence().endTagRemoval(request, reply.head(), SimulatedReplica.TAG, reply.version());
                finishUnknown();
            });
            send(command, request);
        }

        /** A processor: writes, or only reads, what it found, if that is still so. */
        void invoke(boolean writes) {
            Held hit = node.served(key);
            if (hit == null) {
                read(Command.Kind.READ, reply -> compare(known(reply), writes, true));
            } else if (writes || world.keeps("ro_check")) {
                compare(hit.known(), writes, false);
            } else {
                hit(hit);
                checker.showsLinearizably(hit.order(), orderAtStart);
            }
        }

        private void compare(Command.Known basis, boolean writes, boolean always) {
            Command.Kind kind = writes ? Command.Kind.COMPARE_AND_SET : Command.Kind.CHECK;
            request(kind, always, command -> command.known = basis, true, reply -> compared(basis, writes, reply));
        }

        private void compared(Command.Known basis, boolean writes, Reply reply) {
            if (reply.kind() == Answer.Kind.WRITTEN) {
                finishWrite(reply);
            } else if (!writes
                    && (reply.kind() == Answer.Kind.UNCHANGED
                            || (reply.kind() == Answer.Kind.ABSENT && basis.absent()))) {
                checker.showsLinearizably(reply.order(), orderAtStart);
                finish(reply.order());
            } else if (conflicts++ < MAX_CONFLICTS) {
                compare(known(reply), writes, true);
            } else {
                finishUnknown();
            }
        }

        private Command.Known known(Reply reply) {
            return new Command.Known(
                    reply.version().number(), reply.version().stamp(), reply.kind() == Answer.Kind.ABSENT);
        }

        void load() {
            Held hit = node.served(key);
            if (hit != null && !hit.absent()) {
                hit(hit);
                return;
            }
            Load other = node.memory().loads[key];
            if (other != null && isJoinable(other)) {
                other.joins.add(this::joined);
                return;
            }
            Load load = new Load(node.slice(key).generation());
            node.memory().loads[key] = load;
            load.joins.add(this::joined);
            loading = load;
            loadWith(load);
        }

        private boolean isJoinable(Load load) {
            return !world.keeps("detach")
                    || (!load.isDetached() && node.slice(key).mayServe(load.generation, Long.MAX_VALUE, world.now()));
        }

        private void joined(@Nullable Long order) {
            if (order == null) {
                finishUnknown();
            } else {
                finish(order);
            }
        }

        private void loadWith(Load load) {
            read(Command.Kind.READ_WITH_TICKET, reply -> {
                if (reply.kind() != Answer.Kind.ABSENT) {
                    complete(load, reply.order());
                    return;
                }
                load.basis = reply.head().last().number();
                load.order = reply.order();
                world.later(node, node.name() + ": loader returns", () -> fill(load, reply));
            });
        }

        private void fill(Load load, Reply miss) {
            Command.Known basis = known(miss);
            request(
                    Command.Kind.FILL,
                    true,
                    command -> {
                        command.known = basis;
                        command.ticket = miss.ticket();
                        command.writtenAtMiss = miss.written();
                    },
                    true,
                    reply -> {
                        boolean stored = reply.kind() == Answer.Kind.WRITTEN;
                        if (stored) {
                            checker.acknowledge(key, reply.order());
                        }
                        complete(load, reply.kind() == Answer.Kind.ABSENT ? load.order : reply.order());
                    });
        }

        private void complete(Load load, @Nullable Long order) {
            if (node.memory().loads[key] == load) {
                node.memory().loads[key] = null;
            }
            List<Consumer<@Nullable Long>> joins = new ArrayList<>(load.joins);
            load.joins.clear();
            joins.forEach(each -> each.accept(order));
        }

        private void finish(long order) {
            if (!over) {
                over = true;
                running.remove(this);
                checker.shows(node, key, order, seenAtStart);
            }
        }

        private void finishUnknown() {
            if (!over) {
                over = true;
                running.remove(this);
            }
        }
    }
}
