package org.terracecache.remote;

import static org.terracecache.entry.EntryHeader.NO_EXPIRY;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.terracecache.bus.Heartbeat;
import org.terracecache.bus.Message;
import org.terracecache.bus.MessageType;
import org.terracecache.bus.ValueChange;
import org.terracecache.entry.Entry;
import org.terracecache.entry.EntryFormat;
import org.terracecache.entry.EntryHeader;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.Limits;
import org.terracecache.entry.MalformedEntryException;
import org.terracecache.entry.Payload;
import org.terracecache.entry.Tags;
import org.terracecache.entry.Version;
import org.terracecache.remote.InMemoryServer.Meta;
import org.terracecache.remote.InMemoryServer.Ticket;

/** What the scripts of the Redis store do, said in Java. Runs under the server's lock. */
final class InMemoryOperations implements Operations {
    private final InMemoryServer server;
    private final String node;
    private final KeyLayout layout;
    private final Limits limits;

    InMemoryOperations(InMemoryServer server, String node) {
        this.server = server;
        this.node = node;
        this.layout = server.layout();
        this.limits = layout.limits();
    }

    // ---- reading

    @Override
    public Values read(Read command) {
        Meta meta = server.meta(command.bucket());
        List<Values.Value> values = new ArrayList<>();
        for (Read.Item item : command.keys()) {
            values.add(value(meta, command, item));
        }
        return new Values(server.head(meta), values);
    }

    private Values.Value value(Meta meta, Read command, Read.Item item) {
        Found found = find(meta, command.bucket(), command.cache(), item.key());
        boolean ticketed = command.tickets() == Read.Tickets.ALWAYS
                || (command.tickets() == Read.Tickets.WHERE_ABSENT && found.live() == null);
        Values.Ticketed ticket = ticketed ? ticket(meta, command, item.key()) : null;
        Entry live = found.live();
        if (found.unreadable() != null) {
            return new Values.Unreadable(found.unreadable(), ticket);
        }
        if (live == null) {
            return new Values.Missing(ticket);
        }
        Version version = live.header().version();
        return command.part() == Read.Part.VERSION || same(version, item.known())
                ? new Values.Present(version, remaining(live.header()), ticket)
                : new Values.Found(live, remaining(live.header()), ticket);
    }

    private Values.Ticketed ticket(Meta meta, Read command, KeyBytes key) {
        KeyBytes name = KeyBytes.of(layout.ticket(command.bucket(), command.cache(), key));
        LoadTicket there = standing(meta, command.cache(), name);
        if (there != null) {
            return new Values.Ticketed(there, false);
        }
        LoadTicket left = new LoadTicket(meta.incarnation, meta.last);
        server.state().tickets.put(name, new Ticket(left, server.timeMillis() + command.ticketMillis()));
        return new Values.Ticketed(left, true);
    }

    /** The ticket that is there, if it stands. */
    private LoadTicket standing(Meta meta, String cache, KeyBytes name) {
        Ticket there = server.state().tickets.get(name);
        boolean stands = there != null
                && there.expiryMillis() > server.timeMillis()
                && (there.ticket().incarnation() == meta.incarnation || !server.keeps("ticket_inc"))
                && there.ticket().last().number() >= meta.watermarks.getOrDefault(cache, 0L)
                && there.ticket().last().number() >= meta.tagRemovals.getOrDefault(cache, 0L);
        return stands ? there.ticket() : null;
    }

    private Found find(Meta meta, int bucket, String cache, KeyBytes key) {
        byte[] bytes = server.get(layout.entry(bucket, cache, key));
        if (bytes == null || bytes.length == 0) {
            return new Found(null, null);
        }
        try {
            Entry entry = EntryFormat.decode(bytes, limits);
            return new Found(isLive(meta, cache, entry) ? entry : null, null);
        } catch (MalformedEntryException e) {
            return new Found(null, e.getMessage());
        }
    }

    private boolean isLive(Meta meta, String cache, Entry entry) {
        EntryHeader header = entry.header();
        long number = header.version().number();
        Map<String, Long> marks = meta.marks.getOrDefault(cache, Map.of());
        return !header.tombstone()
                && (header.incarnation() == meta.incarnation || !server.keeps("inc_hdr"))
                && number > meta.watermarks.getOrDefault(cache, 0L)
                && entry.tags().stream().allMatch(tag -> number > marks.getOrDefault(tag, 0L))
                && !header.isExpiredAt(server.timeMillis());
    }

    private boolean same(Version one, Version other) {
        return server.keeps("stamp") ? one.equals(other) : one.number() == other.number();
    }

    private Life remaining(EntryHeader header) {
        return header.expiryMillis() == NO_EXPIRY
                ? Life.ETERNAL
                : new Life(header.expiryMillis() - server.timeMillis());
    }

    @Override
    public Checked check(Check command) {
        Meta meta = server.meta(command.bucket());
        List<Version> found = new ArrayList<>();
        List<Boolean> same = new ArrayList<>();
        for (Check.Item item : command.items()) {
            Found there = find(meta, command.bucket(), command.cache(), item.key());
            found.add(there.version());
            same.add(there.unreadable() == null && same(there.version(), item.expected()));
        }
        return new Checked(server.head(meta), found, same);
    }

    // ---- mutating

    @Override
    public Mutated write(Write command) {
        command.items().forEach(item -> limits.requireFit(item.key(), item.payload(), item.tags()));
        Change change = new Change(command);
        for (Write.Item item : command.items()) {
            change.consider(item.key(), item.condition(), item.old());
        }
        change.begin();
        for (int i = 0; i < command.items().size(); i++) {
            change.write(i, command.items().get(i));
        }
        return change.end(command.type(), "");
    }

    @Override
    public Mutated remove(Remove command) {
        Change change = new Change(command);
        for (Remove.Item item : command.items()) {
            change.consider(item.key(), item.condition(), item.old());
        }
        change.begin();
        for (int i = 0; i < command.items().size(); i++) {
            change.remove(i);
        }
        return change.end(command.type(), "");
    }

    @Override
    public Mutated clear(Clear command) {
        Change change = new Change(command);
        Version version = change.beginAlways();
        change.meta.watermarks.put(command.cache(), version.number());
        return change.end(MessageType.CLEARED, "");
    }

    @Override
    public Mutated removeTag(RemoveTag command) {
        Change change = new Change(command);
        Version version = change.beginAlways();
        change.meta.tagRemovals.put(command.cache(), version.number());
        change.meta
                .marks
                .computeIfAbsent(command.cache(), cache -> new HashMap<>())
                .put(command.tag(), version.number());
        return change.end(MessageType.TAG_REMOVED, command.tag());
    }

    @Override
    public Touched touch(Touch command) {
        Meta meta = server.meta(command.bucket());
        List<Boolean> done = new ArrayList<>();
        for (Touch.Item item : command.items()) {
            Found found = find(meta, command.bucket(), command.cache(), item.key());
            boolean same = found.live() != null && found.version().equals(item.version());
            if (same) {
                byte[] name = layout.entry(command.bucket(), command.cache(), item.key());
                byte[] bytes = server.get(name).clone();
                ByteBuffer.wrap(bytes).putLong(32, expiry(item.life()));
                server.put(name, bytes);
            }
            done.add(same);
        }
        return new Touched(server.head(meta), done);
    }

    private long expiry(Life life) {
        return life.millis() < 0 ? NO_EXPIRY : server.timeMillis() + life.millis();
    }

    @Override
    public Reclaimed reclaim(Reclaim command) {
        Meta meta = server.meta(command.bucket());
        int unlinked = 0;
        for (KeyBytes key : command.keys()) {
            byte[] name = layout.entry(command.bucket(), command.cache(), key);
            Found found = find(meta, command.bucket(), command.cache(), key);
            if (server.get(name) != null && found.live() == null && found.unreadable() == null) {
                server.state().strings.remove(KeyBytes.of(name));
                unlinked++;
            }
        }
        return new Reclaimed(server.head(meta), unlinked);
    }

    // ---- the rest

    @Override
    public Done readMeta(ReadMeta command) {
        return new Done(server.head(server.meta(command.bucket())));
    }

    @Override
    public Done beat(Beat command) {
        List<Heartbeat.Position> positions = new ArrayList<>();
        for (int bucket : command.buckets()) {
            Meta meta = server.meta(bucket);
            prolong(meta, command.wishMillis());
            positions.add(new Heartbeat.Position(bucket, meta.incarnation, meta.last));
        }
        int first = command.buckets().get(0);
        Heartbeat heartbeat = new Heartbeat(command.nonce(), server.timeMicros(), positions);
        server.publish(layout.heartbeats(first, node), heartbeat.encode());
        return new Done(server.head(server.meta(first)));
    }

    @Override
    public Done wish(Wish command) {
        Meta meta = server.meta(command.bucket());
        command.wishes().forEach((cache, wanted) -> register(meta, cache, wanted));
        prolong(meta, command.wishMillis());
        return new Done(server.head(meta));
    }

    private void register(Meta meta, String cache, Set<Wish.Wanted> wanted) {
        Map<String, Integer> nodes = meta.wishes.computeIfAbsent(cache, absent -> new HashMap<>());
        if (wanted.isEmpty()) {
            nodes.remove(node);
        } else {
            nodes.put(node, Wish.Wanted.bits(wanted));
        }
    }

    private void prolong(Meta meta, long millis) {
        meta.wishDeadlines.put(node, server.timeMillis() + millis);
    }

    private int wanted(Meta meta, String cache) {
        int bits = 0;
        for (Map.Entry<String, Integer> each :
                meta.wishes.getOrDefault(cache, Map.of()).entrySet()) {
            boolean good = meta.wishDeadlines.getOrDefault(each.getKey(), 0L) > server.timeMillis();
            bits |= good ? each.getValue() : 0;
        }
        return bits;
    }

    @Override
    public Page scan(Scan command) {
        List<KeyLayout.Place> places = new ArrayList<>();
        List<KeyBytes> names = server.state().strings.keySet().stream()
                .sorted((a, b) -> Arrays.compare(a.toBytes(), b.toBytes()))
                .toList();
        int from = command.cursor().equals(Scan.START) ? 0 : Integer.parseInt(command.cursor());
        int to = Math.min(names.size(), from + command.count());
        for (int i = from; i < to; i++) {
            KeyLayout.Place place = layout.place(command.cache(), names.get(i).toBytes());
            if (place != null) {
                places.add(place);
            }
        }
        return new Page(server.runId(), to == names.size() ? Scan.START : Integer.toString(to), places);
    }

    @Override
    public Announced announce(Announce command) {
        server.publish(layout.nodes(), command.announcement().encode());
        return new Announced(server.runId());
    }

    /** What is under an entry's name: a live entry, or bytes that are none, or neither. */
    private record Found(Entry live, String unreadable) {
        Version version() {
            return live == null ? Version.NONE : live.header().version();
        }
    }

    /** One mutation: all conditions are looked at first, then things are done. */
    private final class Change {
        private final Mutation command;
        private final Meta meta;
        private final Version before;
        private final List<KeyBytes> keys = new ArrayList<>();
        private final List<Found> found = new ArrayList<>();
        private final List<Boolean> met = new ArrayList<>();
        private final List<Boolean> old = new ArrayList<>();
        private final List<Mutated.Result> results = new ArrayList<>();
        private final List<KeyBytes> named = new ArrayList<>();
        private final List<ValueChange> values = new ArrayList<>();
        private boolean stored;
        private Version version = Version.NONE;

        Change(Mutation command) {
            this.command = command;
            this.meta = server.meta(command.bucket());
            this.before = meta.last;
        }

        void consider(KeyBytes key, Condition condition, boolean wantsOld) {
            Found there = find(meta, command.bucket(), command.cache(), key);
            keys.add(key);
            found.add(there);
            old.add(wantsOld);
            met.add(condition instanceof Condition.Any || (there.unreadable() == null && isMet(condition, key, there)));
        }

        private boolean isMet(Condition condition, KeyBytes key, Found there) {
            if (condition instanceof Condition.SameVersion && !server.keeps("cas")) {
                return true;
            }
            if (condition instanceof Condition.Absent) {
                return there.live() == null;
            } else if (condition instanceof Condition.Present) {
                return there.live() != null;
            } else if (condition instanceof Condition.SameBytes same) {
                return there.live() != null && there.live().payload().equals(same.payload());
            } else if (condition instanceof Condition.SameVersion same) {
                return there.live() != null && same(there.version(), same.version());
            } else if (condition instanceof Condition.Refresh refresh) {
                return there.live() != null && same(there.version(), refresh.version());
            }
            Condition.TicketStands needed = (Condition.TicketStands) condition;
            KeyBytes name = KeyBytes.of(layout.ticket(command.bucket(), command.cache(), key));
            boolean stands = !server.keeps("ticket") || needed.ticket().equals(standing(meta, command.cache(), name));
            return stands && !(needed.absent() && there.live() != null);
        }

        void begin() {
            if (met.contains(true)) {
                beginAlways();
            }
        }

        Version beginAlways() {
            version = new Version(Math.max(meta.last.number() + 1, server.versionMicros()), command.stamp());
            meta.last = version;
            return version;
        }

        void write(int index, Write.Item item) {
            if (!met.get(index)) {
                leave(index);
                return;
            }
            Entry live = found.get(index).live();
            Life life = live == null ? item.creation() : item.update();
            if (life.equals(Life.OVER)) {
                remove(index);
                return;
            }
            long expiry =
                    life.equals(Life.UNCHANGED) && live != null ? live.header().expiryMillis() : expiry(life);
            Entry entry = new Entry(header(item, expiry), item.tags(), item.payload());
            server.put(name(index), EntryFormat.encode(entry, limits));
            stored = true;
            done(index, live == null ? Outcome.CREATED : Outcome.UPDATED, remaining(entry.header()), item.payload());
        }

        private EntryHeader header(Write.Item item, long expiry) {
            return new EntryHeader(
                    false,
                    item.payload().codec(),
                    Tags.encode(item.tags(), limits).length,
                    version,
                    meta.incarnation,
                    expiry,
                    server.timeMillis(),
                    item.payload().bytes().length);
        }

        void remove(int index) {
            if (!met.get(index)) {
                leave(index);
                return;
            }
            server.state().strings.remove(KeyBytes.of(name(index)));
            done(index, found.get(index).live() == null ? Outcome.ABSENT : Outcome.REMOVED, Life.OVER, null);
        }

        private void leave(int index) {
            Found there = found.get(index);
            Outcome outcome = there.unreadable() == null ? Outcome.UNMET : Outcome.UNREADABLE;
            Life life =
                    there.live() == null ? Life.OVER : remaining(there.live().header());
            results.add(new Mutated.Result(keys.get(index), outcome, there.version(), old(index), life));
        }

        private void done(int index, Outcome outcome, Life life, Payload now) {
            Found there = found.get(index);
            KeyBytes ticket = KeyBytes.of(layout.ticket(command.bucket(), command.cache(), keys.get(index)));
            server.state().tickets.remove(ticket);
            results.add(new Mutated.Result(keys.get(index), outcome, there.version(), old(index), life));
            named.add(keys.get(index));
            int wanted = wanted(meta, command.cache());
            if (wanted != 0) {
                Payload was = there.live() == null ? null : there.live().payload();
                values.add(ValueChange.of(told(was, wanted & 1), told(now, wanted & 2)));
            }
        }

        private Entry old(int index) {
            return old.get(index) ? found.get(index).live() : null;
        }

        private byte[] name(int index) {
            return layout.entry(command.bucket(), command.cache(), keys.get(index));
        }

        Mutated end(MessageType type, String tag) {
            boolean changed = !version.equals(Version.NONE);
            if (changed) {
                boolean over = type == MessageType.WRITTEN || type == MessageType.FILLED;
                MessageType told = over && !stored ? MessageType.EXPIRED : type;
                server.publish(new Message(
                        command.bucket(),
                        meta.incarnation,
                        version,
                        before,
                        told,
                        command.cache(),
                        named,
                        tag,
                        node,
                        values));
            }
            return new Mutated(server.head(meta), changed, results);
        }
    }

    /** A value as messages carry it: codec and payload; nothing of it if nobody asked. */
    private static byte[] told(Payload payload, int asked) {
        if (payload == null) {
            return null;
        }
        return asked == 0
                ? new byte[0]
                : ByteBuffer.allocate(2 + payload.bytes().length)
                        .putShort((short) payload.codec())
                        .put(payload.bytes())
                        .array();
    }
}
