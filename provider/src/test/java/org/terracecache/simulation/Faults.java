package org.terracecache.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.terracecache.bus.Message;
import org.terracecache.bus.MessageType;
import org.terracecache.bus.Messages;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;
import org.terracecache.remote.InMemoryServer;

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

    /** Longer than an episode takes, and a whole number of ticks of whatever clock. */
    private static final long STEP_MICROS = 3_600_000_000L;

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
        boolean changes = chosen.contains(Kind.MESSAGES_REORDERED) || chosen.contains(Kind.HOSTILE_MESSAGE);
        world.network(
                changes || chosen.contains(Kind.MESSAGE_LOST) || chosen.contains(Kind.SUBSCRIPTION_DIES),
                changes || chosen.contains(Kind.MESSAGE_REPEATED));
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
            case MEMORY_EVICTS -> node.evict(random.nextInt(keys));
            case MESSAGE_LOST -> node.bus().lose(random.nextInt(3));
            case MESSAGES_REORDERED -> node.bus().reorder(random.nextInt(3));
            case NODE_RESTARTS -> {
                world.restart(node);
                yield true;
            }
            case MESSAGE_REPEATED -> node.bus().repeat(random.nextInt(3));
            case HOSTILE_MESSAGE -> inject(node);
            case SUBSCRIPTION_CUT -> node.bus().isUp() && node.bus().cut();
            case SUBSCRIPTION_DIES -> node.bus().die();
            case REPLY_LOST -> loseReply();
            case TIME_PASSES -> {
                world.pass(SimulatedNode.LEASE.toNanos() * 6 / 10);
                yield true;
            }
            default -> happenToStore(kind);
        };
    }

    private boolean happenToStore(Kind kind) {
        InMemoryServer server = world.server();
        int key = random.nextInt(keys);
        switch (kind) {
            case ENTRY_EVICTED -> server.evict(world.keys().entry(key));
            case TICKET_EVICTED -> server.evict(world.keys().ticket(key));
            case META_EVICTED -> {
                server.evict(server.layout().meta(world.keys().bucket(key)));
                mayStepBack();
            }
            case FLUSH -> {
                server.flush();
                mayStepBack();
            }
            case CLOCK_STEPS_BACK -> server.stepClock(-STEP_MICROS);
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

    private void mayStepBack() {
        if (random.nextBoolean()) {
            world.server().stepClock(-STEP_MICROS);
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

    /** Whether a command goes to a former primary: some of one node still do. */
    boolean leadsAstray(Flight flight) {
        return world.isSplit() && flight.node().number() == stale && flight.operation() != null && random.nextBoolean();
    }

    private boolean loseReply() {
        List<Flight> flights = world.flights();
        if (flights.isEmpty()) {
            return false;
        }
        world.lose(flights.get(random.nextInt(flights.size())));
        return true;
    }

    /** Rubbish, or a message that looks right and is not. */
    private boolean inject(SimulatedNode node) {
        int bucket = random.nextInt(world.keys().buckets());
        if (random.nextInt(3) > 0) {
            ReplyHead head = world.server().position(bucket);
            return head != null && node.bus().inject(bucket, forged(head, bucket));
        }
        byte[] rubbish = new byte[random.nextInt(80)];
        for (int i = 0; i < rubbish.length; i++) {
            rubbish[i] = (byte) random.nextInt(4);
        }
        return node.bus().inject(bucket, rubbish);
    }

    private byte[] forged(ReplyHead head, int bucket) {
        MessageType type = TYPES.get(random.nextInt(TYPES.size()));
        boolean keyless = type == MessageType.CLEARED || type == MessageType.TAG_REMOVED;
        long last = head.last().number();
        Version previous = new Version(last, random.nextBoolean() ? head.last().stamp() : random.nextLong());
        return Messages.encode(new Message(
                bucket,
                random.nextInt(4) == 0 ? random.nextLong() : head.incarnation(),
                new Version(last + 1 + random.nextInt(4), random.nextLong()),
                previous,
                type,
                random.nextInt(4) == 0 ? "other" : Keys.CACHE,
                keyless ? List.of() : List.of(world.keys().encodeKey(random.nextInt(Keys.MAX))),
                type == MessageType.TAG_REMOVED ? Keys.TAG : "",
                random.nextBoolean() ? "A" : "stranger"));
    }
}
