package org.terracecache.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.terracecache.entry.Version;

/** What goes wrong in an episode: a few kinds of faults, each a few times. */
final class Faults {
    /** What may go wrong. */
    enum Kind {
        MEMORY_EVICTS,
        MESSAGE_LOST,
        MESSAGE_REPEATED,
        MESSAGES_REORDERED,
        HOSTILE_MESSAGE,
        NODE_RESTARTS,
        SUBSCRIPTION_CUT,
        SUBSCRIPTION_DIES,
        ENTRY_EVICTED,
        TICKET_EVICTED,
        META_EVICTED,
        FLUSH,
        CLOCK_STEPS_BACK,
        FAILOVER,
        SPLIT,
        REPLY_LOST,
        TIME_PASSES
    }

    private static final List<MessageType> TYPES = List.of(MessageType.values());

    private final World world;
    private final SplittableRandom random;
    private final int keys;
    private final List<Kind> chosen = new ArrayList<>();
    private int stale = -1;

    Faults(World world, SplittableRandom random, int keys) {
        this.world = world;
        this.random = random;
        this.keys = keys;
    }

    /** Draws so many kinds of faults; failovers more often than others, because they hide so much. */
    void choose(int number) {
        Kind[] all = Kind.values();
        for (int i = 0; i < number; i++) {
            chosen.add(random.nextInt(5) == 0 ? Kind.FAILOVER : all[random.nextInt(all.length)]);
        }
        world.remembersPast(chosen.contains(Kind.FAILOVER));
        world.losesMessages(chosen.contains(Kind.MESSAGE_LOST)
                || chosen.contains(Kind.MESSAGES_REORDERED)
                || chosen.contains(Kind.SUBSCRIPTION_DIES)
                || chosen.contains(Kind.HOSTILE_MESSAGE));
    }

    /** Lets something go wrong, if anything can. */
    boolean any() {
        if (chosen.isEmpty()) {
            return false;
        }
        Kind kind = chosen.get(random.nextInt(chosen.size()));
        SimulatedNode node = world.nodes().get(random.nextInt(world.nodes().size()));
        world.log(() -> kind + " at " + node.name());
        return happen(kind, node);
    }

    private boolean happen(Kind kind, SimulatedNode node) {
        return switch (kind) {
            case MEMORY_EVICTS -> evict(node);
            case MESSAGE_LOST -> node.subscriber().lose(random.nextInt(3));
            case MESSAGES_REORDERED -> node.subscriber().reorder(random.nextInt(3));
            case NODE_RESTARTS -> {
                world.restart(node);
                yield true;
            }
            case MESSAGE_REPEATED -> node.subscriber().repeat(random.nextInt(3));
            case HOSTILE_MESSAGE -> inject(node);
            case SUBSCRIPTION_CUT -> cut(node);
            case SUBSCRIPTION_DIES -> die(node);
            case REPLY_LOST -> loseReply();
            case TIME_PASSES -> {
                world.pass(World.LEASE_NANOS * 6 / 10);
                yield true;
            }
            default -> happenToStore(kind);
        };
    }

    private boolean happenToStore(Kind kind) {
        SimulatedStore store = world.store();
        int key = random.nextInt(keys);
        switch (kind) {
            case ENTRY_EVICTED -> store.entries[key] = null;
            case TICKET_EVICTED -> store.tickets[key] = null;
            case META_EVICTED -> {
                store.meta(key).lose();
                stepBack(store);
            }
            case FLUSH -> flush(store);
            case CLOCK_STEPS_BACK -> store.meta(key).clock = 0;
            case FAILOVER -> {
                return failOver();
            }
            case SPLIT -> {
                return split();
            }
            default -> throw new AssertionError(kind);
        }
        return true;
    }

    private boolean evict(SimulatedNode node) {
        node.memory().held[random.nextInt(keys)] = null;
        return true;
    }

    private boolean cut(SimulatedNode node) {
        if (!node.subscriber().isUp()) {
            return false;
        }
        node.subscriber().cut();
        return true;
    }

    private boolean die(SimulatedNode node) {
        if (!node.subscriber().isUp()) {
            return false;
        }
        node.subscriber().die();
        return true;
    }

    private void flush(SimulatedStore store) {
        for (int key = 0; key < keys; key++) {
            store.entries[key] = null;
            store.tickets[key] = null;
            store.meta(key).lose();
        }
        stepBack(store);
    }

    private void stepBack(SimulatedStore store) {
        if (random.nextBoolean()) {
            for (SimulatedStore.Meta meta : store.metas) {
                meta.clock = 0;
            }
        }
    }

    private boolean failOver() {
        if (!world.hasPast()) {
            return false;
        }
        world.failOver(1 + random.nextInt(2), random.nextBoolean(), Episode.some(world.nodes(), random));
        return true;
    }

    private boolean split() {
        if (world.isSplit()) {
            return false;
        }
        stale = random.nextInt(world.nodes().size());
        world.split();
        return true;
    }

    /** Some commands of one node still go to a former primary. */
    void reroute(Command command) {
        boolean mayBe = command.kind != Command.Kind.METAS && command.kind != Command.Kind.HEARTBEAT;
        command.stale = mayBe && world.isSplit() && command.node.number() == stale && random.nextBoolean();
    }

    private boolean loseReply() {
        List<Command> commands = world.commands();
        if (commands.isEmpty()) {
            return false;
        }
        Command command = commands.get(random.nextInt(commands.size()));
        if (command.doubted || command.kind == Command.Kind.METAS || command.kind == Command.Kind.HEARTBEAT) {
            world.abandon(command);
        } else {
            world.doubt(command);
        }
        return true;
    }

    /** Rubbish, or a message that looks right and is not. */
    private boolean inject(SimulatedNode node) {
        SimulatedStore store = world.store();
        int bucket = random.nextInt(store.metas.length);
        if (node.subscriber().isDown()) {
            return false;
        }
        if (random.nextInt(3) == 0) {
            byte[] rubbish = new byte[random.nextInt(80)];
            for (int i = 0; i < rubbish.length; i++) {
                rubbish[i] = (byte) random.nextInt(4);
            }
            node.subscriber().inject(bucket, rubbish);
            return true;
        }
        node.subscriber().inject(bucket, forged(store.metas[bucket], bucket));
        return true;
    }

    private byte[] forged(SimulatedStore.Meta meta, int bucket) {
        MessageType type = TYPES.get(random.nextInt(TYPES.size()));
        boolean keyless = type == MessageType.CLEARED || type == MessageType.TAG_REMOVED;
        Version previous = new Version(meta.last, random.nextBoolean() ? meta.lastStamp : random.nextLong());
        return Messages.encode(new Message(
                bucket,
                random.nextInt(4) == 0 ? random.nextLong() : meta.incarnation,
                new Version(meta.last + 1 + random.nextInt(4), random.nextLong()),
                previous,
                type,
                random.nextInt(4) == 0 ? "other" : SimulatedReplica.CACHE,
                keyless ? List.of() : List.of(SimulatedReplica.KEYS[random.nextInt(SimulatedReplica.MAX_KEYS)]),
                type == MessageType.TAG_REMOVED ? SimulatedReplica.TAG : "",
                random.nextBoolean() ? "A" : "stranger"));
    }
}
