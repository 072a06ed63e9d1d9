package org.terracecache.bus;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.terracecache.bus.SimulatedStore.Entry;
import org.terracecache.bus.SimulatedStore.Meta;
import org.terracecache.bus.SimulatedStore.Ticket;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/** The store's scripts, each run in one step, with the rules that the store keeps. Checks G3 and G4 where it can see them broken. */
final class Scripts {
    private final World world;

    Scripts(World world) {
        this.world = world;
    }

    Reply run(Command command, SimulatedStore store, boolean publishes) {
        for (Meta meta : store.metas) {
            create(meta);
        }
        return switch (command.kind) {
            case READ, READ_WITH_TICKET -> read(command, store);
            case WRITE -> write(command, store, MessageType.WRITTEN, publishes);
            case REMOVE -> {
                store.entries[command.key] = null;
                yield mutate(command, store, MessageType.REMOVED, Answer.Kind.REMOVED, publishes);
            }
            case CLEAR -> clear(command, store, publishes);
            case REMOVE_TAG -> removeTag(command, store, publishes);
            case COMPARE_AND_SET, CHECK -> compare(command, store, publishes);
            case FILL -> fill(command, store, publishes);
            case METAS, HEARTBEAT -> positions(store);
        };
    }

    private void create(Meta meta) {
        if (!meta.present) {
            meta.present = true;
            meta.incarnation = world.nextIncarnation();
            meta.watermark = world.keeps("inc_hdr") ? 0 : meta.clock;
            meta.last = meta.watermark;
            meta.lastStamp = 0;
        }
    }

    private Reply read(Command command, SimulatedStore store) {
        Entry entry = store.entries[command.key];
        if (entry != null && isLive(store, command.key)) {
            if (entry.stamp() != store.mutated[command.key]) {
                throw new ViolationException("G4 dead value came back in the store");
            }
            return found(command, store, entry);
        }
        long ticket = command.kind == Command.Kind.READ_WITH_TICKET ? ticket(store, command.key) : 0;
        return absent(command, store, ticket);
    }

    private Reply found(Command command, SimulatedStore store, Entry entry) {
        Answer.Kind kind = equal(command.known, entry) ? Answer.Kind.UNCHANGED : Answer.Kind.FOUND;
        return reply(
                kind, command, store, new Version(entry.version(), entry.stamp()), entry.stamp(), entry.tagged(), 0);
    }

    private Reply absent(Command command, SimulatedStore store, long ticket) {
        Meta meta = store.meta(command.key);
        Version last = new Version(meta.last, meta.lastStamp);
        return reply(Answer.Kind.ABSENT, command, store, last, store.mutated[command.key], false, ticket);
    }

    private long ticket(SimulatedStore store, int key) {
        Ticket there = store.tickets[key];
        if (there == null || !stands(store, key, there)) {
            there = new Ticket(world.nextStamp(), store.meta(key).last, store.meta(key).incarnation);
            store.tickets[key] = there;
        }
        return there.id();
    }

    private boolean stands(SimulatedStore store, int key, Ticket ticket) {
        Meta meta = store.meta(key);
        return ticket.last() >= meta.watermark
                && ticket.last() >= meta.tagRemoval
                && (ticket.incarnation() == meta.incarnation || !world.keeps("ticket_inc"));
    }

    boolean isLive(SimulatedStore store, int key) {
        Entry entry = store.entries[key];
        Meta meta = store.meta(key);
        return entry != null
                && entry.version() > meta.watermark
                && !(entry.tagged() && entry.version() <= meta.tagRemoval)
                && (entry.incarnation() == meta.incarnation || !world.keeps("inc_hdr"));
    }

    private boolean equal(Command.@Nullable Known known, Entry entry) {
        return known != null
                && !known.absent()
                && known.version() == entry.version()
                && (known.stamp() == entry.stamp() || !world.keeps("stamp"));
    }

    private Reply write(Command command, SimulatedStore store, MessageType type, boolean publishes) {
        Reply reply = mutate(command, store, type, Answer.Kind.WRITTEN, publishes);
        long incarnation = store.meta(command.key).incarnation;
        store.entries[command.key] =
                new Entry(reply.version().number(), reply.version().stamp(), incarnation, command.tagged);
        return reply;
    }

    private Reply mutate(Command command, SimulatedStore store, MessageType type, Answer.Kind kind, boolean publishes) {
        Version version = publish(command, store, type, List.of(SimulatedReplica.KEYS[command.key]), publishes);
        store.mutated[command.key] = version.stamp();
        if (type != MessageType.FILLED) {
            store.written[command.key] = version.stamp();
            store.tickets[command.key] = null;
        }
        return reply(kind, command, store, version, version.stamp(), command.tagged, 0);
    }

    private Reply clear(Command command, SimulatedStore store, boolean publishes) {
        Version version = publish(command, store, MessageType.CLEARED, List.of(), publishes);
        store.meta(command.key).watermark = version.number();
        for (int key = command.key % store.metas.length; key < store.entries.length; key += store.metas.length) {
            store.mutated[key] = version.stamp();
            store.written[key] = version.stamp();
        }
        return reply(Answer.Kind.REMOVED, command, store, version, version.stamp(), false, 0);
    }

    private Reply removeTag(Command command, SimulatedStore store, boolean publishes) {
        int buckets = store.metas.length;
        List<Integer> dying = new ArrayList<>();
        for (int key = command.key % buckets; key < store.entries.length; key += buckets) {
            Entry entry = store.entries[key];
            if (entry != null && entry.tagged() && isLive(store, key)) {
                dying.add(key);
            }
        }
        Version version = publish(command, store, MessageType.TAG_REMOVED, List.of(), publishes);
        store.meta(command.key).tagRemoval = version.number();
        for (int key = command.key % buckets; key < store.entries.length; key += buckets) {
            store.written[key] = version.stamp();
        }
        dying.forEach(key -> store.mutated[key] = version.stamp());
        return reply(Answer.Kind.REMOVED, command, store, version, version.stamp(), false, 0);
    }

    private Reply compare(Command command, SimulatedStore store, boolean publishes) {
        boolean live = isLive(store, command.key);
        Entry entry = live ? store.entries[command.key] : null;
        Command.Known basis = command.known;
        boolean absent = basis == null || basis.absent();
        boolean holds = absent ? !live : entry != null && equal(basis, entry);
        boolean sets = command.kind == Command.Kind.COMPARE_AND_SET;
        if (holds || (sets && !world.keeps("cas"))) {
            boolean lost = absent ? live : basis != null && basis.stamp() != store.mutated[command.key];
            if (lost) {
                throw new ViolationException("G3 lost update");
            }
            if (sets) {
                return write(command, store, MessageType.WRITTEN, publishes);
            }
        }
        return entry != null ? found(command, store, entry) : absent(command, store, 0);
    }

    private Reply fill(Command command, SimulatedStore store, boolean publishes) {
        Entry entry = store.entries[command.key];
        if (entry != null && isLive(store, command.key)) {
            return found(command, store, entry);
        }
        Ticket ticket = store.tickets[command.key];
        boolean right = world.keeps("ticket")
                ? ticket != null && ticket.id() == command.ticket && stands(store, command.key, ticket)
                : command.known != null && store.meta(command.key).watermark <= command.known.version();
        if (!right) {
            return absent(command, store, 0);
        }
        if (command.writtenAtMiss < store.written[command.key]) {
            throw new ViolationException("G4 fill stored after a newer write, remove or clear");
        }
        return write(command, store, MessageType.FILLED, publishes);
    }

    private Reply positions(SimulatedStore store) {
        List<ReplyHead> heads = new ArrayList<>();
        for (int bucket = 0; bucket < store.metas.length; bucket++) {
            heads.add(head(store, bucket));
        }
        return new Reply(Answer.Kind.FOUND, heads.get(0), Version.NONE, 0, false, 0, 0, heads);
    }

    private Version publish(
            Command command, SimulatedStore store, MessageType type, List<KeyBytes> keys, boolean publishes) {
        if (publishes) {
            world.remember(store);
        }
        Meta meta = store.meta(command.key);
        Version previous = new Version(meta.last, meta.lastStamp);
        Version version = new Version(Math.max(meta.last + 1, meta.clock), world.nextStamp());
        meta.clock++;
        meta.last = version.number();
        meta.lastStamp = version.stamp();
        if (publishes) {
            int bucket = command.key % store.metas.length;
            String tag = type == MessageType.TAG_REMOVED ? SimulatedReplica.TAG : "";
            world.publish(new Message(
                    bucket,
                    meta.incarnation,
                    version,
                    previous,
                    type,
                    SimulatedReplica.CACHE,
                    keys,
                    tag,
                    command.node.name()));
        }
        return version;
    }

    private Reply reply(
            Answer.Kind kind,
            Command command,
            SimulatedStore store,
            Version version,
            long order,
            boolean tagged,
            long ticket) {
        ReplyHead head = head(store, command.key % store.metas.length);
        return new Reply(kind, head, version, order, tagged, ticket, store.written[command.key], List.of());
    }

    private ReplyHead head(SimulatedStore store, int bucket) {
        Meta meta = store.metas[bucket];
        return new ReplyHead(
                meta.incarnation, new Version(meta.last, meta.lastStamp), world.now() / 1000, store.server);
    }
}
